import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { epochMsOf } from '@bookonce/kernel/json';
import type { History, Invariant, SentMail } from '../history.js';
import { attemptsIn, statusOf, type Attempt } from './attempts.js';

const AT_ONCE = 3;
const JOINED_AN_HOUR = 5;
const MINUTE_MS = 60_000;
/** An hour after the fifth joined mail before, and time to send it. */
const LONGEST_WAIT_MS = 63 * MINUTE_MS;

type Change = Extract<Recorded<BookingEvent>, { type: 'BookingRescheduled' | 'LocationChanged' }>;

/**
 * I24: changes of a booking are mailed to nobody more than three times at once, and after that once a minute and five times
 * an hour. The last state is always mailed, and a cancellation at once.
 */
export const mailsArePaced: Invariant = (history) => {
  const causes = new Map(history.mails.map((mail) => [`${causeOf(mail)} ${mail.to}`, mail]));
  return [...attemptsIn(history.events).values()].flatMap((attempt) => {
    const { request, joined } = partsOf(attempt);
    if (request === undefined) return [];
    const name = request.data.bookingId;
    return [
      ...tooManyAtOnce(attempt, history).map((what) => `${name}: ${what}`),
      ...tooMuchJoined(joined).map((what) => `${name}: ${what}`),
      ...(history.timing === null ? [] : missing(attempt, causes, history.timing).map((what) => `${name}: ${what}`)),
    ];
  });
};

const causeOf = ({ effectId }: SentMail): string => effectId.split('/', 1)[0] ?? '';

const partsOf = ({ own }: Attempt) => ({
  request: own.find((event) => event.type === 'BookingRequested'),
  joined: own.filter((event) => event.type === 'ChangeMailsRequested'),
  changes: own.filter((event): event is Change => isChange(event)),
});

const isChange = ({ type }: Recorded<BookingEvent>): boolean =>
  type === 'BookingRescheduled' || type === 'LocationChanged';

const tooManyAtOnce = ({ own }: Attempt, { mails }: History): readonly string[] => {
  const counted = new Set(
    own.filter((event) => isChange(event) || event.type === 'ApprovalRequested').map(({ id }) => id),
  );
  const counts = new Map<string, number>();
  // A moved request is mailed to its hosts by the new request for approval.
  for (const mail of mails) if (counted.has(causeOf(mail))) counts.set(mail.to, (counts.get(mail.to) ?? 0) + 1);
  return [...counts].flatMap(([to, count]) =>
    count <= AT_ONCE ? [] : [`${to} was mailed ${count} times about changes, each at once`],
  );
};

const tooMuchJoined = (joined: readonly Recorded<BookingEvent>[]): readonly string[] => {
  const times = joined.map(({ meta }) => epochMsOf(meta.time));
  return times.flatMap((time, index) => {
    const [last = -Infinity, limiting = -Infinity] = [times[index - 1], times[index - JOINED_AN_HOUR]];
    if (time - last < MINUTE_MS) return [`joined mails were requested ${time - last} ms after the ones before`];
    return time - limiting < 60 * MINUTE_MS ? ['joined mails were requested six times within an hour'] : [];
  });
};

/** The attendee was never mailed about the last change, or of the end. */
const missing = (
  attempt: Attempt,
  mailed: ReadonlyMap<string, SentMail>,
  { storedAt, endedAt }: NonNullable<History['timing']>,
): readonly string[] => {
  const { request, joined, changes } = partsOf(attempt);
  const email = request?.data.attendee.email ?? '';
  const wasMailed = ({ id }: { readonly id: string }): boolean => mailed.has(`${id} ${email}`);
  const status = statusOf(attempt);
  const cancelled = attempt.own.find(({ type }) => type === 'BookingCancelled');
  const hadConsumedLink = attempt.own.some(({ type }) => type === 'BookingConfirmed' || type === 'ApprovalRequested');
  if (cancelled !== undefined && hadConsumedLink && !wasMailed(cancelled))
    return [`${email} was never mailed about the end`];
  if (status !== 'confirmed' && status !== 'awaitingApproval') return [];
  const last = changes.at(-1);
  if (last === undefined || wasMailed(last)) return [];
  // A host may have changed the meeting just before the run ended, when its joined mail was still waiting.
  if ((storedAt.get(last.position) ?? 0) > endedAt - LONGEST_WAIT_MS) return [];
  const later = [...joined, ...attempt.own.filter(({ type }) => type === 'BookingConfirmed')];
  if (later.some((event) => event.revision > last.revision && wasMailed(event))) return [];
  return [`${email} was never mailed about the last change`];
};
