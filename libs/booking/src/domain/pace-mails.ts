import type { BookingEvent, MailRole } from '@bookonce/contracts/events/booking';
import { evolveBooking, type StartedBooking } from '@bookonce/contracts/streams/booking';
import {
  hasToWait,
  isRepeatable,
  JOINED_MAILS_AN_HOUR,
  mailedRolesOf,
} from '@bookonce/contracts/streams/booking-mails';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { ok } from '@bookonce/kernel/result';
import { latestOf, minutesAfter, nothing, type Decision } from './booking-decision.js';

export interface MailChanges {
  readonly type: 'mailChanges';
  readonly now: Instant;
}

/** A change waits this long for more. */
const JOINS_FOR_MINUTES = 1;

/**
 * Returns the events of a decision, preceded by the one that lets their mails wait for those readers who had enough
 * mails at once. Whatever can happen only once, such as a cancellation, never waits.
 */
export const paceMails = (
  state: StartedBooking,
  events: readonly BookingEvent[],
  now: Instant,
): readonly BookingEvent[] => {
  const { mailing, request } = state;
  const { waiting } = mailing;
  const before = waiting?.to ?? [];
  const to = [...before, ...mailedLater(state, events).filter((role) => !before.includes(role))];
  if (to.length === before.length) return events;
  const dueAt = waiting?.dueAt ?? nextDueAt(state, now);
  return [{ type: 'ChangeMailsScheduled', data: { bookingId: request.bookingId, dueAt, to } }, ...events];
};

const mailedLater = (before: StartedBooking, events: readonly BookingEvent[]): readonly MailRole[] => {
  const roles: MailRole[] = [];
  let state = before;
  for (const event of events) {
    const next = evolveBooking(state, event);
    if (next.status === 'none') break;
    state = next;
    if (!isRepeatable(event)) continue;
    roles.push(
      ...mailedRolesOf(event, state).filter((role) => hasToWait(before.mailing, role) && !roles.includes(role)),
    );
  }
  return roles;
};

/** Also counts from the joined mails before: other instances, with other clocks, may have requested those (I20). */
const nextDueAt = ({ mailing: { joinedAt } }: StartedBooking, now: Instant): Instant =>
  latestOf(
    minutesAfter(now, JOINS_FOR_MINUTES),
    ...joinedAt.slice(-1).map((last) => minutesAfter(last, JOINS_FOR_MINUTES)),
    ...joinedAt.slice(0, -JOINED_MAILS_AN_HOUR + 1).map((limiting) => minutesAfter(limiting, 60)),
  );

/** Asks for the joined mails that are due. */
export const mailChanges = ({ now }: MailChanges, { mailing, time, request }: StartedBooking): Decision => {
  const { waiting } = mailing;
  // The content of the mails is open until the move is decided; the timer fires again after that.
  if (waiting === null || time.movingTo !== null || epochMsOf(now) < epochMsOf(waiting.dueAt)) return nothing;
  const { bookingId } = request;
  return ok([{ type: 'ChangeMailsRequested', data: { bookingId, at: now, to: [...waiting.to] } }]);
};
