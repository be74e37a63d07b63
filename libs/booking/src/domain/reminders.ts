import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { ScheduledReminder, StartedBooking } from '@bookonce/contracts/streams/booking';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { ok } from '@bookonce/kernel/result';
import { minutesAfter, nothing, type Decision } from './booking-decision.js';

export interface Remind {
  readonly type: 'remind';
  readonly now: Instant;
}

/**
 * The event that schedules the reminders of a meeting at `start`: those that are not due yet. None if the meeting has no
 * reminders, and had none.
 */
export const scheduleReminders = (
  { request, reminders: before }: StartedBooking,
  start: Instant,
  now: Instant,
): readonly BookingEvent[] => {
  const wanted = request.reminders ?? [];
  const reminders = wanted
    .map(({ minutesBefore, to }) => ({ dueAt: minutesAfter(start, -minutesBefore), to }))
    .filter(({ dueAt }) => isAfter(dueAt, now))
    .sort((a, b) => epochMsOf(a.dueAt) - epochMsOf(b.dueAt));
  if (reminders.length === 0 && before.length === 0) return [];
  return [{ type: 'RemindersScheduled', data: { bookingId: request.bookingId, start, reminders } }];
};

/**
 * Asks for the mail of the reminder that is due. Of several that were missed, only the latest is mailed, to all whom one
 * of them was for. None is mailed once the meeting has begun.
 */
export const remind = ({ now }: Remind, { status, time, request, reminders }: StartedBooking): Decision => {
  // Where the meeting takes place is not known until a move is decided; the timer fires again after that.
  if (status !== 'confirmed' || time.movingTo !== null) return nothing;
  const due = reminders.filter(({ dueAt }) => !isAfter(dueAt, now));
  const latest = due.at(-1);
  if (latest === undefined) return nothing;
  const { bookingId } = request;
  const { start } = time;
  if (!isAfter(start, now)) return ok([{ type: 'RemindersScheduled', data: { bookingId, start, reminders: [] } }]);
  const next = reminders.find(({ dueAt }) => isAfter(dueAt, now));
  const nextDueAt = next === undefined ? {} : { nextDueAt: next.dueAt };
  const data = { bookingId, start, dueAt: latest.dueAt, to: audienceOf(due), ...nextDueAt };
  return ok([{ type: 'ReminderRequested', data }]);
};

const audienceOf = (reminders: readonly ScheduledReminder[]): ScheduledReminder['to'] => {
  const isFor = (person: 'attendee' | 'host'): boolean => reminders.some(({ to }) => to === person || to === 'both');
  if (isFor('attendee') && isFor('host')) return 'both';
  return isFor('host') ? 'host' : 'attendee';
};

const isAfter = (instant: Instant, other: Instant): boolean => epochMsOf(instant) > epochMsOf(other);
