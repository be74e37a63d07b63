import { epochMsOf } from '@bookonce/kernel/json';
import { streamName } from '@bookonce/kernel/ports/event-store';
import type { Attempt } from './attempt.js';
import type { OwnEvent } from './evolve-attempt.js';
import type { HistoryClock } from './history-clock.js';
import { bitOf, type StreamRecords } from './stream-records.js';
import type { InvariantName, Report } from './violation.js';

/** The latest that a timer takes effect, with a move that has to be decided first. */
const LATEST_MS = 2 * 60_000;

/** Checks one of the booking's own events against all that it said before. */
export const checkBookingEvent = (
  attempt: Attempt,
  event: OwnEvent,
  records: StreamRecords,
  clock: HistoryClock,
  report: Report,
): void => {
  const wrong = (invariant: InvariantName, detail: string): void =>
    report(invariant, attempt.stream, `${event.type} at position ${event.position} ${detail}.`);
  if (attempt.wasSettled) {
    if (isOfReminders(event)) wrong('I23', `finds the booking ${attempt.status}`);
    return;
  }
  const { status, request, question } = attempt;
  if (question?.isOutdated === true && event.type !== 'ApprovalRequested') {
    wrong('I11', 'follows a move, after which the host was not asked anew');
  }
  switch (event.type) {
    case 'OptInRequested':
      if (epochMsOf(event.data.until) > (attempt.start ?? Infinity))
        wrong('I6', 'waits beyond the start of the meeting');
      return;
    case 'ApprovalRequested': {
      const { until } = event.data;
      if (until !== undefined && epochMsOf(until) > (attempt.start ?? Infinity)) {
        wrong('I6', 'waits beyond the start of the meeting');
      }
      const round = question?.round ?? 0;
      if (status !== 'pending' && status !== 'awaiting approval') wrong('I4', `asks about a booking that is ${status}`);
      if (event.data.round !== round + 1) wrong('I11', `is round ${event.data.round} and follows round ${round}`);
      return;
    }
    case 'BookingConfirmed':
      if (request?.needsApproval === true && status === 'pending') wrong('I2', 'comes before the host was asked');
      return;
    case 'BookingDeclined':
      if (status !== 'awaiting approval') wrong('I4', `decides again about a booking that is ${status}`);
      if (event.data.cause === 'approvalExpired' && epochMsOf(event.meta.time) < (question?.until ?? Infinity)) {
        wrong('I6', 'comes before the time limit of the host');
      }
      return;
    case 'FreshLinkIssued': {
      const { linkId } = event.data;
      if (!attempt.awaitsFreshLink) wrong('I7', `was promised to nobody: the booking is ${status}`);
      const isIssued = (records.factsOf(streamName('link', linkId)) & bitOf('LinkIssued')) !== 0;
      if (!isIssued) wrong('I7', `names ${linkId}, which is not issued`);
      return;
    }
    case 'LocationChanged':
      if (status !== 'awaiting approval' && status !== 'confirmed') wrong('I11', `finds the booking ${status}`);
      return;
    case 'NoShowRecorded':
      if (status !== 'confirmed') wrong('I11', `finds the booking ${status}`);
      if (epochMsOf(event.meta.time) < (attempt.end ?? Infinity)) wrong('I11', 'comes before the end of the meeting');
      return;
    case 'RemindersScheduled':
    case 'ReminderRequested':
      for (const detail of reminderProblems(attempt, event)) wrong('I23', detail);
      if (event.type === 'ReminderRequested' && isLate(event.data.dueAt, attempt, clock))
        wrong('I23', 'comes too late');
      return;
    default:
  }
};

/** Whether an event that a timer brings is later than the installation's downtime explains. */
const isLate = (dueAt: string, { touched }: Attempt, clock: HistoryClock): boolean =>
  clock.overdueMs(epochMsOf(dueAt), touched) > LATEST_MS;

const isOfReminders = ({ type }: OwnEvent): boolean => type === 'RemindersScheduled' || type === 'ReminderRequested';

type ReminderEvent = Extract<OwnEvent, { type: 'RemindersScheduled' | 'ReminderRequested' }>;

/**
 * I23: a reminder is scheduled before it is due, and requested once, not early, and only for a confirmed meeting that has
 * neither moved nor begun.
 */
const reminderProblems = ({ status, start, reminders }: Attempt, event: ReminderEvent): readonly string[] => {
  const { time } = event.meta;
  const { data } = event;
  const problems: string[] = [];
  if (status !== 'confirmed') problems.push(`finds the booking ${status}`);
  if (epochMsOf(data.start) !== start) problems.push(`is for ${data.start}, from which the meeting has moved away`);
  if (event.type === 'RemindersScheduled') {
    for (const { dueAt } of event.data.reminders) {
      if (dueAt <= time) problems.push(`has a reminder that was due before, at ${dueAt}`);
      if (dueAt >= data.start) problems.push(`has a reminder for ${dueAt}, when the meeting has begun`);
    }
    return problems;
  }
  const { dueAt, nextDueAt } = event.data;
  const due = reminders?.start === data.start ? reminders.due : [];
  if (!due.includes(dueAt)) problems.push(`is not one of those that are to come, for ${dueAt}`);
  if (nextDueAt !== due.find((next) => next > dueAt))
    problems.push(`says ${nextDueAt ?? 'nothing'} about the next one`);
  if (time < dueAt) problems.push(`comes before it is due, at ${dueAt}`);
  if (time >= data.start) problems.push('comes after the meeting began');
  return problems;
};
