import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { epochMsOf } from '@bookonce/kernel/json';
import { streamName } from '@bookonce/kernel/ports/event-store';
import type { Attempt } from './attempt.js';
import type { HistoryClock } from './history-clock.js';
import { bitOf, SETTLED, type StreamRecords } from './stream-records.js';

export type OwnEvent = Recorded<BookingEvent>;

/** An attempt as it begins, or as far as it is known after it was settled. */
export const reopen = (bookingId: string, records: StreamRecords, clock: HistoryClock): Attempt => {
  const stream = streamName('booking', bookingId);
  const facts = records.factsOf(stream);
  const wasSettled = (facts & SETTLED) !== 0;
  const has = (type: string): boolean => (facts & bitOf(type)) !== 0;
  const end = has('BookingDeclined') ? 'declined' : has('BookingCancelled') ? 'cancelled' : 'rejected';
  return {
    bookingId,
    stream,
    wasSettled,
    request: null,
    status: wasSettled ? end : 'without a request',
    hostIds: [],
    start: null,
    end: null,
    optInHostIds: null,
    isAdmitted: false,
    consumed: null,
    verdicts: wasSettled ? 1 : 0,
    confirmedEarly: null,
    undoneEarly: null,
    openMoves: 0,
    hasOptedIn: false,
    question: null,
    awaitsFreshLink: false,
    reminders: null,
    slots: [],
    dueAt: -Infinity,
    touched: clock.now,
  };
};

/** Folds the booking's own events, independently of the booking's decider. */
export const evolveAttempt = (attempt: Attempt, event: OwnEvent): void => {
  switch (event.type) {
    case 'BookingRequested':
      request(attempt, event.data);
      return;
    case 'OptInRequested':
      attempt.optInHostIds = event.data.hostIds;
      become(attempt, 'awaiting opt-in');
      return;
    case 'OptInConfirmed':
      attempt.hasOptedIn = true;
      become(attempt, 'pending');
      return;
    case 'ApprovalRequested':
      ask(attempt, event.data);
      book(attempt, 'awaiting approval', event);
      return;
    case 'BookingConfirmed':
      book(attempt, 'confirmed', event);
      return;
    case 'BookingDeclined':
      attempt.status = 'declined';
      attempt.awaitsFreshLink = event.data.sendFreshLink;
      return;
    case 'FreshLinkIssued':
      attempt.awaitsFreshLink = false;
      return;
    case 'BookingCancelled':
      if (attempt.status !== 'pending' && attempt.status !== 'awaiting opt-in') {
        attempt.status = 'cancelled';
        return;
      }
      noteUndone(attempt, event);
      become(attempt, 'abandoned');
      return;
    case 'BookingRejected':
      noteUndone(attempt, event);
      become(attempt, 'rejected');
      return;
    case 'RescheduleRequested':
      attempt.openMoves += 1;
      return;
    case 'RescheduleRefused':
      attempt.openMoves -= 1;
      return;
    case 'BookingRescheduled':
      attempt.openMoves -= 1;
      if (event.data.start !== event.data.fromStart) outdate(attempt);
      attempt.start = epochMsOf(event.data.start);
      attempt.end = epochMsOf(event.data.end);
      return;
    case 'RemindersScheduled': {
      const { start, reminders } = event.data;
      attempt.reminders = { start, due: reminders.map(({ dueAt }) => dueAt).sort() };
      return;
    }
    case 'ReminderRequested': {
      const { reminders } = attempt;
      if (reminders !== null) reminders.due = reminders.due.filter((dueAt) => dueAt > event.data.dueAt);
      return;
    }
    default:
  }
};

const request = (attempt: Attempt, data: Extract<OwnEvent, { type: 'BookingRequested' }>['data']): void => {
  const { linkId, hostIds, assignment, confirmation, optIn, start, end } = data;
  attempt.request ??= {
    linkId,
    hostIds,
    isCollective: assignment === 'collective',
    needsOptIn: confirmation === 'doubleOptIn' || optIn !== undefined,
    needsApproval: confirmation === 'approval',
    needsAdmission: optIn?.linkExpiresAt !== undefined,
  };
  attempt.start ??= epochMsOf(start);
  attempt.end ??= epochMsOf(end);
  become(attempt, 'pending');
};

const ask = (attempt: Attempt, data: Extract<OwnEvent, { type: 'ApprovalRequested' }>['data']): void => {
  const { round, until, approvalTokenHash } = data;
  attempt.question = {
    round,
    until: until === undefined ? null : epochMsOf(until),
    endsByMove: approvalTokenHash !== '',
    isOutdated: false,
  };
};

const outdate = ({ status, question }: Attempt): void => {
  if (status === 'awaiting approval' && question?.endsByMove === true) question.isOutdated = true;
};

const book = (
  attempt: Attempt,
  status: 'awaiting approval' | 'confirmed',
  event: Extract<OwnEvent, { type: 'ApprovalRequested' | 'BookingConfirmed' }>,
): void => {
  if (attempt.consumed === null) attempt.confirmedEarly ??= `${event.type} at position ${event.position}`;
  become(attempt, status, event.data.hostIds);
};

const noteUndone = (attempt: Attempt, { type, position }: OwnEvent): void => {
  if (attempt.verdicts === 0) attempt.undoneEarly ??= `${type} at position ${position}`;
};

const become = (attempt: Attempt, status: Attempt['status'], hostIds: readonly string[] = []): void => {
  attempt.status = status;
  attempt.hostIds = hostIds;
};
