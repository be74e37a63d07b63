import {
  type CalendarDuration,
  type CalendarTime,
  calendarTimeOf,
  DAY,
  durationOf,
  InvalidValueError,
} from './calendar-time.js';
import { type BusyRules, countsAsBusy } from './counts-as-busy.js';
import {
  type JcalComponent,
  type JcalProperty,
  parameterOf,
  propertiesOf,
  propertyOf,
  textOf,
  valueText,
} from './jcal.js';
import { type Rule, ruleOf } from './rule.js';
import type { FileZones } from './zones.js';

/** A time that RDATE adds to a series. `length` is null for that of the series. */
export interface AddedTime {
  readonly start: CalendarTime;
  readonly length: CalendarDuration | null;
}

/** One VEVENT: a single event, a series, or an instance of a series that differs from it. */
export interface Entry {
  /** Null if the file gives none. */
  readonly uid: string | null;
  readonly sequence: number;
  readonly start: CalendarTime;
  readonly length: CalendarDuration;
  /** The time of the instance that this entry replaces; null for an event of its own. */
  readonly replaces: CalendarTime | null;
  /** The entry changes all later instances of its series as well (RANGE=THISANDFUTURE). */
  readonly changesFuture: boolean;
  readonly rules: readonly Rule[];
  readonly added: readonly AddedTime[];
  readonly excluded: readonly CalendarTime[];
  readonly isBusy: boolean;
}

const timeOf = (property: JcalProperty, value: unknown): CalendarTime =>
  calendarTimeOf(value, parameterOf(property, 'tzid'));

const firstTimeOf = (event: JcalComponent, name: string): CalendarTime | null => {
  const property = propertyOf(event, name);
  return property === undefined ? null : timeOf(property, property[3]);
};

const timesOf = (event: JcalComponent, name: string): readonly CalendarTime[] =>
  propertiesOf(event, name).flatMap((property) => property.slice(3).map((value) => timeOf(property, value)));

/** Files exist in which a day ends when it begins. */
const wholeDays = (days: number): CalendarDuration => {
  if (days < 0) throw new InvalidValueError('ends before it starts');
  return { days: Math.max(1, Math.ceil(days)), ms: 0 };
};

const lengthUntil = (start: CalendarTime, end: CalendarTime, zones: FileZones): CalendarDuration => {
  if (start.isDate !== end.isDate) throw new InvalidValueError('a date and a time');
  if (start.isDate) return wholeDays((end.wall - start.wall) / DAY);
  const ms = zones.clockOf(end.tzid).epochOf(end.wall) - zones.clockOf(start.tzid).epochOf(start.wall);
  if (ms < 0) throw new InvalidValueError('ends before it starts');
  return { days: 0, ms };
};

const lengthLasting = (start: CalendarTime, duration: CalendarDuration): CalendarDuration =>
  start.isDate ? wholeDays(duration.days + duration.ms / DAY) : duration;

const lengthOf = (event: JcalComponent, start: CalendarTime, zones: FileZones): CalendarDuration => {
  const end = firstTimeOf(event, 'dtend');
  if (end !== null) return lengthUntil(start, end, zones);
  const duration = propertyOf(event, 'duration')?.[3];
  return lengthLasting(start, duration === undefined ? { days: 0, ms: 0 } : durationOf(duration));
};

const addedTimesOf = (event: JcalComponent, zones: FileZones): readonly AddedTime[] =>
  propertiesOf(event, 'rdate').flatMap((property) =>
    property.slice(3).map((value): AddedTime => {
      if (!Array.isArray(value)) return { start: timeOf(property, value), length: null };
      const [from, to] = value as readonly unknown[];
      const start = timeOf(property, from);
      const length = valueText(to).includes('P')
        ? lengthLasting(start, durationOf(to))
        : lengthUntil(start, timeOf(property, to), zones);
      return { start, length };
    }),
  );

/** Reads a VEVENT. Throws {@link InvalidValueError} if it cannot be read. */
export const entryOf = (event: JcalComponent, zones: FileZones, rules: BusyRules): Entry => {
  const start = firstTimeOf(event, 'dtstart');
  if (start === null) throw new InvalidValueError('no start');
  const recurrenceId = propertyOf(event, 'recurrence-id');
  return {
    uid: textOf(event, 'uid') || null,
    sequence: Number(valueText(propertyOf(event, 'sequence')?.[3])) || 0,
    start,
    length: lengthOf(event, start, zones),
    replaces: recurrenceId === undefined ? null : timeOf(recurrenceId, recurrenceId[3]),
    changesFuture: recurrenceId !== undefined && parameterOf(recurrenceId, 'range')?.toUpperCase() === 'THISANDFUTURE',
    rules: propertiesOf(event, 'rrule').map(([, , , value]) => ruleOf(value)),
    added: addedTimesOf(event, zones),
    excluded: timesOf(event, 'exdate'),
    isBusy: countsAsBusy(event, rules),
  };
};
