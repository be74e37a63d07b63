import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
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
  ...repeatedLinkMails(history),
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

/** A link asks for each of its mails once, whether a host or a timer did. */
const repeatedLinkMails = ({ events }: History): readonly string[] => {
  const seen = new Set<string>();
  return events.map(recorded).flatMap((event) => {
    if (event.type !== 'LinkInvitationRequested' && event.type !== 'LinkReminderRequested') return [];
    const { linkId } = event.data;
    const mailId = event.type === 'LinkInvitationRequested' ? event.data.invitationId : event.data.reminderId;
    const key = `${linkId} ${mailId}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [`the recipient of ${linkId} is mailed again as ${mailId}`] : [];
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
    const own = attempts.get(bookingId)?.own ?? [];
    const storedUntil = (time: number): number =>
      own.filter(({ position }) => (timing.storedAt.get(position) ?? 0) <= time).length;
    // Any state of the time in which the mail was on its way may be the one that it was written by.
    const [first, last] = [storedUntil(mail.sentAt - ON_ITS_WAY_MS), storedUntil(mail.sentAt)];
    const problems = Array.from({ length: last - first + 1 }, (_, index) =>
      problemOf(cause, { bookingId, own: own.slice(0, first + index) }),
    );
    if (problems.includes(null)) return [];
    return [`${mail.to} was mailed about ${cause.type} of ${bookingId}, which ${problems[0] ?? ''}`];
  });
};

/** The reason why a mail about this event was of no use at that time; null if nothing. */
const problemOf = (cause: Recorded, attempt: Attempt): string | null => {
  const status = statusOf(attempt);
  switch (cause.type) {
    case 'OptInRequested':
    case 'OptInMailRequested':
      return isOver(status) || status === 'confirmed' ? `was ${status}` : null;
    case 'ReminderRequested':
      if (isOver(status)) return `was ${status}`;
      return startOf(attempt) === cause.data.start ? null : 'had moved';
    default:
      return null;
  }
};

const startOf = ({ own }: Attempt): string | undefined =>
  own
    .flatMap((event) => (event.type === 'BookingRequested' || event.type === 'BookingRescheduled' ? [event.data] : []))
    .at(-1)?.start;

const isOver = (status: string): boolean => status === 'rejected' || status === 'declined' || status === 'cancelled';
