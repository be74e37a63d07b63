import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { CalendarSettings } from '@bookonce/contracts/events/connected-calendar';
import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import type { SimulatedEvent } from '../calendars/event-texts.js';
import type { CalendarRecord } from '../calendars/calendar-record.js';
import type { History } from '../history.js';

export interface Time {
  readonly start: string;
  readonly end: string;
}

export const overlaps = (one: Time, other: Time): boolean => one.start < other.end && other.start < one.end;

export const isSameTime = (one: Time, other: Time): boolean => one.start === other.start && one.end === other.end;

/** The events of the product itself in a calendar. */
export const isOfProduct = ({ uid }: SimulatedEvent): boolean => uid.endsWith('@bookonce');

/** Sorted, without gaps and overlaps between neighbours. */
export const mergedTimes = (times: readonly Time[]): readonly Time[] => {
  const sorted = times.filter(({ start, end }) => start < end).toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return sorted.reduce<readonly Time[]>((all, { start, end }) => {
    const last = all.at(-1);
    if (last === undefined || last.end < start) return [...all, { start, end }];
    return [...all.slice(0, -1), { start: last.start, end: last.end > end ? last.end : end }];
  }, []);
};

/** The times at which bookings occupy a host in the end, by the UID of their events. */
export const occupiedTimesOf = ({ events }: History, hostId: string): ReadonlyMap<string, Time> => {
  const occupied = new Map<string, Time>();
  for (const event of events.map(recorded)) {
    if (event.type !== 'SlotHeld' && event.type !== 'SlotMoved' && event.type !== 'SlotReleased') continue;
    if (event.data.hostId !== hostId) continue;
    const uid = calendarUidOf(event.data.bookingId);
    const { start, end } = event.data;
    if (event.type !== 'SlotReleased') occupied.set(uid, { start, end });
    else if (occupied.get(uid)?.start === start) occupied.delete(uid);
  }
  return occupied;
};

/** The busy times that a source of a host has in the end; null if it was removed. */
export const busyTimesOf = ({ events }: History, hostId: string, sourceId: string): readonly Time[] | null => {
  let times = new Map<string, Time>();
  let isRemoved = false;
  for (const event of events.map(recorded)) {
    if (event.type !== 'BusySet' && event.type !== 'BusySourceRemoved') continue;
    if (event.data.hostId !== hostId || event.data.source.id !== sourceId) continue;
    if (event.type === 'BusySourceRemoved') {
      isRemoved = true;
      continue;
    }
    const { added, removed } = event.data;
    if (removed === 'all') times = new Map();
    else for (const one of removed) times.delete(one.start);
    for (const one of added) times.set(one.start, one);
  }
  return isRemoved ? null : [...times.values()].toSorted((a, b) => (a.start < b.start ? -1 : 1));
};

/** The settings that a calendar has in the end; null if it is not connected any more. */
export const settingsOf = ({ events }: History, { calendarId }: CalendarRecord): CalendarSettings | null => {
  let settings: CalendarSettings | null = null;
  for (const event of events.map(recorded)) {
    if (!('calendarId' in event.data) || event.data.calendarId !== calendarId) continue;
    if (event.type === 'CalendarConnected' || event.type === 'CalendarChanged') settings = event.data;
    if (event.type === 'CalendarDisconnected') settings = null;
  }
  return settings;
};

export type EventOf<Type extends Recorded['type']> = Extract<Recorded, { readonly type: Type }>;
