import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import { instantOf } from '@bookonce/kernel/json';
import type { CalendarRecord } from '../calendars/calendar-record.js';
import type { History, Invariant } from '../history.js';
import { attemptsIn, statusOf, type Attempt } from './attempts.js';
import { isOfProduct, isSameTime, settingsOf, type Time } from './calendar-times.js';

/**
 * A confirmed booking is in the calendar that its host named, once, at its time, and a cancelled one is not. Whatever the
 * host has moved or deleted there is left alone.
 */
export const bookingsAreWritten: Invariant = (history) => {
  const { timing, calendars, events } = history;
  if (timing === null || calendars.length === 0) return [];
  const attempts = [...attemptsIn(events).values()];
  return calendars.flatMap((calendar) => [
    ...calendar.protests,
    ...(settingsOf(history, calendar) === null || !calendar.takesBookings
      ? []
      : [...attempts.flatMap((attempt) => problemsOf(attempt, calendar, timing)), ...strangers(calendar, attempts)]),
  ]);
};

const problemsOf = (
  attempt: Attempt,
  calendar: CalendarRecord,
  { storedAt, endedAt }: NonNullable<History['timing']>,
): readonly string[] => {
  const { bookingId, own } = attempt;
  const uid = calendarUidOf(bookingId);
  const there = calendar.events.filter((event) => event.uid === uid);
  const twice = there.length > 1 ? [`${bookingId} is in ${calendar.name} ${there.length} times`] : [];
  const confirmed = own.find((event) => event.type === 'BookingConfirmed');
  const isMine = confirmed?.type === 'BookingConfirmed' && confirmed.data.hostIds.includes(calendar.hostId);
  const isSince = (storedAt.get(confirmed?.position ?? '') ?? 0) >= (calendar.connectedAt ?? Number.POSITIVE_INFINITY);
  if (!isMine || !isSince) {
    return there.length === 0 ? twice : [...twice, `${bookingId} is in ${calendar.name}, but was never confirmed`];
  }
  const status = statusOf(attempt);
  if (status === 'cancelled' || status === 'declined') {
    return there.length === 0 ? twice : [...twice, `${bookingId} is ${status}, but still in ${calendar.name}`];
  }
  if (status !== 'confirmed' || calendar.touched.has(uid)) return twice;
  const time = timeOf(own);
  const [event] = there;
  // Nothing is written about a meeting that is over.
  if (time === null || time.end <= instantOf(endedAt)) return twice;
  if (event === undefined) return [`${bookingId} is missing in ${calendar.name}`];
  return isSameTime(event, time) ? twice : [...twice, `${bookingId} is in ${calendar.name} at ${event.start}`];
};

const timeOf = (own: readonly Recorded<BookingEvent>[]): Time | null =>
  own
    .flatMap((event) => (event.type === 'BookingRequested' || event.type === 'BookingRescheduled' ? [event.data] : []))
    .at(-1) ?? null;

const strangers = (calendar: CalendarRecord, attempts: readonly Attempt[]): readonly string[] => {
  const uids = new Set(attempts.map(({ bookingId }) => calendarUidOf(bookingId)));
  return calendar.events
    .filter((event) => isOfProduct(event) && !uids.has(event.uid))
    .map(({ uid }) => `${uid} in ${calendar.name} is of no booking`);
};
