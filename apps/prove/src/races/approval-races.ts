import type { BookingAnswer } from '../answers.js';
import { inParallel } from '../in-parallel.js';
import type { RaceReport } from '../race-report.js';
import { oneDecision, oneWinner, type Reply } from '../verdicts.js';
import {
  book,
  CONSUMED,
  linkFaults,
  type LinkOutcome,
  LINKS_AT_ONCE,
  type RaceOptions,
  replyOf,
  reportOf,
} from './racing.js';

/** How often each of two hosts presses the button. */
const PRESSES = 3;

/** How two hosts decide at once. */
interface Manner {
  readonly isDeclineFirst: boolean;
  readonly sendFreshLink: boolean;
}

const MANNERS: readonly Manner[] = [
  { isDeclineFirst: true, sendFreshLink: true },
  { isDeclineFirst: false, sendFreshLink: true },
  { isDeclineFirst: true, sendFreshLink: false },
  { isDeclineFirst: false, sendFreshLink: false },
];

/**
 * Many people request a meeting with one link, which one of them gets; then two hosts decide on it at the same moment, one
 * to approve and one to decline: one decision is made, and the other host is refused.
 */
export const raceOfDecisions = async (options: RaceOptions): Promise<RaceReport> => {
  const links = await options.workspace.makeLinks('approval', options.links);
  const outcomes = await inParallel(links, LINKS_AT_ONCE, async (link, index): Promise<LinkOutcome> => {
    const starts = await options.workspace.takeStarts(options.attempts);
    const requests = await Promise.all(
      starts.map((start, place) => book(options, link, start, { guest: `${place + 1}` })),
    );
    const { bookingId, faults } = oneWinner(requests, '202', ['410 link-consumed']);
    const shown = await linkFaults(options, link, bookingId, CONSUMED);
    if (bookingId === null) return { link, replies: requests, starts, faults: [...faults, ...shown], standing: null };
    const decided = await decide(options, bookingId, MANNERS[index % MANNERS.length]);
    return {
      link,
      replies: [...requests, ...decided.replies],
      starts,
      faults: [...faults, ...shown, ...decided.faults, ...(await linkFaults(options, link, bookingId, CONSUMED))],
      standing: decided.isApproved ? bookingId : null,
    };
  });
  return reportOf(options, 'approved and declined at once', outcomes);
};

interface Decided {
  readonly replies: readonly Reply[];
  readonly faults: readonly string[];
  readonly isApproved: boolean;
}

const decide = async (
  { api, workspace }: RaceOptions,
  bookingId: string,
  { isDeclineFirst, sendFreshLink }: Manner = { isDeclineFirst: false, sendFreshLink: false },
): Promise<Decided> => {
  const send = (path: string, body: object) =>
    Promise.all(Array.from({ length: PRESSES }, () => api.asHost(`/v1/bookings/${bookingId}/${path}`, { body })));
  const decline = () => send('decline', { sendFreshLink });
  const first = isDeclineFirst ? decline() : null;
  const [approvals, declines] = await Promise.all([send('approve', {}), first ?? decline()]);
  const replies = { approve: approvals.map(replyOf), decline: declines.map(replyOf) };
  const { decision, faults } = oneDecision(replies, '409 conflict-with-state');
  const { status } = await api.expect<BookingAnswer>(200, `/v1/bookings/${bookingId}`);
  const expected = decision === 'approve' ? 'confirmed' : 'declined';
  const freshLinks = declines.flatMap(({ body }) => (body as Partial<BookingAnswer>).freshLinkId ?? []);
  workspace.willRevoke([...new Set(freshLinks)]);
  const freshWanted = decision === 'decline' && sendFreshLink ? 1 : 0;
  const freshMade = new Set(freshLinks).size;
  return {
    replies: [...replies.approve, ...replies.decline],
    faults: [
      ...faults,
      ...(decision === null || status === expected ? [] : [`the booking is ${status}, not ${expected}`]),
      ...(decision === null || freshMade === freshWanted
        ? []
        : [`${freshMade} fresh links were made, not ${freshWanted}`]),
    ],
    isApproved: status === 'confirmed',
  };
};
