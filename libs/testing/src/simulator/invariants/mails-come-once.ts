import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import { epochMsOf } from '@bookonce/kernel/json';
import type { History, Invariant, SentMail } from '../history.js';
import { attemptsIn, statusOf, type Attempt } from './attempts.js';

/** A mail that was on its way may still go out when what it is about is over. */
const ON_ITS_WAY_MS = 10_000;

/**
 * I14: nobody is mailed twice about one event, everybody is mailed about a confirmation, and nobody about something that
 * is over.
 */
export const mailsComeOnce: Invariant = (history) => [
  ...repeatedMails(history),
  ...missingMails(history),
  ...uselessMails(history),
];

const causeOf = ({ effectId }: SentMail): string => effectId.split('/', 1)[0] ?? '';

const repeatedMails = ({ mails }: History): readonly string[] => {
  const seen = new Map<string, SentMail>();
  return mails.flatMap((mail) => {
    const key = `${causeOf(mail)} ${mail.to}`;
    const first = seen.get(key);
    seen.set(key, mail);
    return first === undefined
      ? []
      : [`${mail.to} was mailed ${mail.effectId} after ${first.effectId}: ${mail.subject}`];
  });
};

const missingMails = (history: History): readonly string[] => {
  if (history.mails.length === 0 && history.timing === null) return [];
  const mailed = new Set(history.mails.map((mail) => `${causeOf(mail)} ${mail.to}`));
  const attempts = attemptsIn(history.events);
  return history.events.map(recorded).flatMap((event) => {
    if (event.type !== 'BookingConfirmed' && event.type !== 'FreshLinkIssued') return [];
    const request = requestIn(attempts.get(event.data.bookingId));
    if (request === undefined) return [];
    const guests = event.type === 'BookingConfirmed' ? (request.guests ?? []) : [];
    return [request.attendee.email, ...guests]
      .filter((email) => !mailed.has(`${event.id} ${email}`))
      .map((email) => `${email} was never mailed about ${event.type} of ${event.data.bookingId}`);
  });
};

const requestIn = (attempt: Attempt | undefined) => {
  const first = attempt?.own[0];
  return first?.type === 'BookingRequested' ? first.data : undefined;
};

const uselessMails = ({ events, mails, timing }: History): readonly string[] => {
  if (timing === null) return [];
  const causes = new Map(events.map((event) => [event.id, recorded(event)]));
  const attempts = attemptsIn(events);
  return mails.flatMap((mail) => {
    const cause = causes.get(causeOf(mail));
    if (cause === undefined || !('bookingId' in cause.data)) return [];
    const { bookingId } = cause.data;
    const known = attempts.get(bookingId)?.own.filter(({ position }) => isBefore(timing, position, mail)) ?? [];
    const status = statusOf({ bookingId, own: known });
    const problem = problemOf(cause, status, known);
    return problem === null ? [] : [`${mail.to} was mailed about ${cause.type} of ${bookingId}, which ${problem}`];
  });
};

const isBefore = ({ storedAt }: NonNullable<History['timing']>, position: string, { sentAt }: SentMail): boolean =>
  (storedAt.get(position) ?? 0) <= sentAt - ON_ITS_WAY_MS;

/** The reason why a mail about this event was of no use at that time; null if nothing. Events on their way count as unknown. */
const problemOf = (cause: Recorded, status: string, known: Attempt['own']): string | null => {
  switch (cause.type) {
    case 'OptInRequested':
    case 'OptInMailRequested':
      return isOver(status) || status === 'confirmed' ? `was ${status}` : null;
    case 'ReminderRequested': {
      if (isOver(status)) return `was ${status}`;
      const start = known.findLast(({ type }) => type === 'BookingRescheduled')?.data;
      const hasMoved =
        start !== undefined && 'start' in start && epochMsOf(start.start) !== epochMsOf(cause.data.start);
      return hasMoved ? 'had moved' : null;
    }
    default:
      return null;
  }
};

const isOver = (status: string): boolean => status === 'rejected' || status === 'declined' || status === 'cancelled';
