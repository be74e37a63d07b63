import type { LinkEnd } from '@bookonce/contracts/commands/link';
import { problem, unavailable, type Answer } from '../http/answer.js';
import type { ProblemSlug } from '../api/problem-catalogue.js';

const slugs: Readonly<Record<LinkEnd, ProblemSlug>> = {
  consumed: 'link-consumed',
  expired: 'link-expired',
  replaced: 'link-replaced',
  revoked: 'link-revoked',
};

/** To whoever holds the link: 410. */
export const linkGone = (end: LinkEnd): Answer => problem(slugs[end]);

/** To the host who wants to change a link that has met its end: 409. */
export const linkEnded = (end: LinkEnd): Answer =>
  problem(slugs[end], `The link is ${end}; that is final.`, { status: 409 });

/** The stream kept changing under the command: nothing was stored. */
export const tryAgain = (): Answer => unavailable('Too many changes at once: nothing was stored. Send it again.');
