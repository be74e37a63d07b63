import type { FieldProblem } from '../ui/field-problems.js';
import { type HostDraft, sortedOverrides, sortedTimeOff } from './host-draft.js';
import { type TimeRange, toWeekly } from './week.js';

/** A part of the host's form. Weekdays with the same range share a part, as they share an entry of the API. */
export type HostPart =
  | 'name'
  | 'email'
  | 'timeZone'
  | 'language'
  | 'weekly'
  | 'overrides'
  | 'timeOff'
  | `weekly.${string}`
  | `override.${string}`
  | `timeOff.${string}`;

export type RefusedParts = Readonly<Partial<Record<HostPart, FieldProblem>>>;

export const weeklyPart = ({ from, to }: TimeRange): HostPart => `weekly.${from}-${to}`;
export const datePart = (key: string): HostPart => `override.${key}`;
export const rangePart = (key: string, place: number): HostPart => `override.${key}.${place}`;
export const timeOffPart = (key: string, end: 'from' | 'to'): HostPart => `timeOff.${key}.${end}`;

/** Returns the part of the form for a path in the request, such as `schedule.weekly.0.from`; null if there is none. */
export const partOfPath =
  (draft: HostDraft) =>
  (path: string): HostPart | null => {
    const [first = '', ...rest] = path.split('.');
    switch (first) {
      case 'name':
      case 'email':
      case 'language':
        return first;
      case 'schedule':
        return partOfSchedule(draft, rest);
      case 'timeOff': {
        const period = sortedTimeOff(draft)[Number(rest[0])];
        return period === undefined ? 'timeOff' : timeOffPart(period.key, rest[1] === 'to' ? 'to' : 'from');
      }
      default:
        return null;
    }
  };

const partOfSchedule = (draft: HostDraft, [list, index, field, place]: readonly string[]): HostPart | null => {
  switch (list) {
    case 'timeZone':
      return list;
    case 'weekly': {
      const range = toWeekly(draft.week)[Number(index)];
      return range === undefined ? list : weeklyPart(range);
    }
    case 'overrides': {
      const override = sortedOverrides(draft)[Number(index)];
      if (override === undefined) return list;
      return field === 'ranges' && place !== undefined
        ? rangePart(override.key, Number(place))
        : datePart(override.key);
    }
    default:
      return null;
  }
};
