import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { emailKey } from '@bookonce/contracts/values/people';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { StartedBooking } from './booking-state.js';

/** Somebody who says to be the attendee wants to be mailed the way back to the booking. */
export interface AskForManageLink {
  /** Names the caller's command, so that one that comes again asks for no second mail. */
  readonly requestId: string;
  readonly email: string;
  readonly now: Instant;
}

export interface ManageLinkMailed {
  readonly requestId: string;
  readonly at: Instant;
}

/** Whoever has the link and knows the address can ask: nobody's mailbox is filled that way. */
const MOST_IN_THE_WINDOW = 3;
const WINDOW_MS = 60 * 60_000;

/**
 * Nothing is refused: whether the address is the attendee's, and so whether a mail goes out, is told to nobody. The mail goes
 * to the address that the booking has, which may be written otherwise.
 */
export const requestManageLink = (
  { requestId, email, now }: AskForManageLink,
  { status, request, manageLinks }: StartedBooking,
): readonly BookingEvent[] => {
  if (!leadsSomewhere(status) || emailKey(email) !== emailKey(request.attendee.email)) return [];
  const isRecent = ({ at }: ManageLinkMailed): boolean => Math.abs(epochMsOf(now) - epochMsOf(at)) < WINDOW_MS;
  const isRepeat = manageLinks.some((mailed) => mailed.requestId === requestId);
  if (isRepeat || manageLinks.filter(isRecent).length >= MOST_IN_THE_WINDOW) return [];
  return [{ type: 'ManageLinkRequested', data: { bookingId: request.bookingId, requestId, at: now } }];
};

/** Only the latest count, so the state does not grow. */
export const evolveManageLinks = (
  before: readonly ManageLinkMailed[],
  mailed: ManageLinkMailed,
): readonly ManageLinkMailed[] => [...before, mailed].slice(-MOST_IN_THE_WINDOW);

/** A booking that consumed its link was confirmed, or put before the host. */
const leadsSomewhere = (status: StartedBooking['status']): boolean =>
  status === 'confirmed' || status === 'awaitingApproval' || status === 'declined' || status === 'cancelled';
