import { MANAGE_LINKS_REMEMBERED, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { emailKey } from '@bookonce/kernel/email-address';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { ok } from '@bookonce/kernel/result';
import { nothing, type Decision } from './booking-decision.js';

export interface RequestManageLink {
  readonly type: 'requestManageLink';
  /** Names the caller's command, so that a repeated one sends no second mail. */
  readonly requestId: string;
  readonly email: string;
  readonly now: Instant;
}

const MANAGE_LINK_WINDOW_MS = 60 * 60_000;

/**
 * Never refuses: the caller must not learn whether the address is the attendee's, and so whether a mail goes out. The
 * mail goes to the address of the booking, which may be written in another case. Anybody who has the link and knows the
 * address can ask, so few mails an hour are sent.
 */
export const requestManageLink = (
  { requestId, email, now }: RequestManageLink,
  { status, request, manageLinks }: StartedBooking,
): Decision => {
  if (!consumedItsLink(status) || emailKey(email) !== emailKey(request.attendee.email)) return nothing;
  const recent = manageLinks.filter(({ at }) => Math.abs(epochMsOf(now) - epochMsOf(at)) < MANAGE_LINK_WINDOW_MS);
  const isRepeat = manageLinks.some((mailed) => mailed.requestId === requestId);
  if (isRepeat || recent.length >= MANAGE_LINKS_REMEMBERED) return nothing;
  return ok([{ type: 'ManageLinkRequested', data: { bookingId: request.bookingId, requestId, at: now } }]);
};

const consumedItsLink = (status: StartedBooking['status']): boolean =>
  status === 'confirmed' || status === 'awaitingApproval' || status === 'declined' || status === 'cancelled';
