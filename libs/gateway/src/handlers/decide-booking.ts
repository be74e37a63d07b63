import {
  approveBooking,
  declineBooking,
  type BookingReply,
  type DecideBookingRefusal,
} from '@bookonce/contracts/commands/booking';
import type { ConflictRefusal, Refused } from '@bookonce/contracts/replies';
import { withoutUndefined } from '@bookonce/kernel/json';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { notFound, problem, type Answer } from '../http/answer.js';
import { shownBooking, type Changed, type ChangeBookingDeps, type Changer } from './change-booking.js';
import { tryAgain } from './commands.js';

/** A host's decision. `round` is that of the mail that asked; absent if the host is signed in. */
export type Decision =
  | { readonly decision: 'approve'; readonly round?: number; readonly message?: string | undefined }
  | {
      readonly decision: 'decline';
      readonly round?: number;
      readonly reason?: string | undefined;
      readonly sendFreshLink?: boolean | undefined;
    };

/** Approves or declines a booking; resolves when the operation's views show it, and after a decline its slot free. */
export const decideOne = async (
  deps: ChangeBookingDeps,
  { operation, booking, context }: Changer,
  { decision, ...words }: Decision,
): Promise<Result<Changed, Answer>> => {
  const payload = { bookingId: booking.id, ...withoutUndefined(words) };
  const reply: Result<BookingReply, (DecideBookingRefusal | ConflictRefusal) & Refused> =
    decision === 'approve'
      ? await deps.commands.send(operation, approveBooking, payload, context)
      : await deps.commands.send(operation, declineBooking, payload, context);
  if (!reply.ok) return fail(notDecided(reply.error));
  const { workspaceId } = booking;
  const shown = await shownBooking(deps, operation, { workspaceId, ...reply.value });
  return ok({ booking: shown, position: reply.value.position });
};

const NO_FRESH_LINK =
  'The meeting type is archived, so no link can be created for it. Nothing was stored. Decline without a fresh link, or restore the meeting type first.';

const NO_HOSTS =
  'Nobody could book with a fresh link, because of a deactivated host. Nothing was stored. Decline without a fresh link.';

const notDecided = (refusal: DecideBookingRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'bookingUnknown':
      return notFound();
    case 'notPossibleWhile':
      return decided(refusal.status);
    case 'askedAnew':
      return problem('approval-moved');
    case 'meetingTypeArchived':
      return problem('meeting-type-archived', NO_FRESH_LINK);
    case 'hostsDeactivated':
      return problem('hosts-deactivated', NO_HOSTS);
    case 'hostDeactivated':
      return problem('host-deactivated');
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

/** 409, to a host who decides on what was decided otherwise. */
export const decided = (status: string): Answer => {
  const words: { readonly [status: string]: string } = {
    confirmed: 'The booking has been approved. If it must not take place, cancel it.',
    declined: 'The booking has been declined. For another time, send the attendee a new link.',
    cancelled: 'The booking has been cancelled.',
  };
  return problem('conflict-with-state', words[status] ?? `The booking is ${status}, so there is nothing to decide.`);
};
