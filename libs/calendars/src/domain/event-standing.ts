import type { EventTime, HostChange } from '@bookonce/kernel/ports/written-events';

export type EventStanding =
  /** It is at the time of its booking. */
  | { readonly kind: 'booked' }
  /** It is where the product has put it, but its booking has moved since. */
  | { readonly kind: 'behind' }
  | { readonly kind: 'changedByHost'; readonly change: HostChange };

/**
 * Judges the event of a booking by its times in the calendar. More than one time is a series, which only its host can have
 * made of it; none is an event that the host has cancelled there.
 */
export const standingOf = (
  times: readonly EventTime[],
  booked: EventTime,
  expected: readonly EventTime[],
): EventStanding => {
  const [time, another] = times;
  if (time === undefined) return { kind: 'changedByHost', change: { kind: 'deleted' } };
  if (another === undefined) {
    if (isSameTime(time, booked)) return { kind: 'booked' };
    if (expected.some((one) => isSameTime(one, time))) return { kind: 'behind' };
  }
  return { kind: 'changedByHost', change: { kind: 'moved', start: time.start, end: time.end } };
};

export const isSameChange = (one: HostChange | null, other: HostChange | null): boolean =>
  one?.kind === 'moved' && other?.kind === 'moved' ? isSameTime(one, other) : one?.kind === other?.kind;

const isSameTime = (one: EventTime, other: EventTime): boolean => one.start === other.start && one.end === other.end;
