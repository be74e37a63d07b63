import { cancelBooking, type CancelBookingRefusal } from '@bookonce/contracts/commands/booking';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { notFound, problem, type Answer } from '../http/answer.js';
import { VIEWS_OF_A_BOOKING, type Views } from '../http/views.js';
import type { Commands } from './commands.js';
import { tryAgain } from './refusals.js';

export interface CancelBookingDeps {
  readonly readModels: ReadModels;
  readonly commands: Pick<Commands, 'send'>;
  readonly views: Pick<Views, 'show'>;
}

export interface Cancellation {
  readonly booking: BookingDocument;
  readonly by: 'attendee' | 'host';
  readonly reason: string | undefined;
  readonly context: CommandContext;
}

export interface Cancelled {
  readonly booking: BookingDocument;
  readonly position: Position | null;
}

/** Gives a booking up for its attendee or its host; resolves when every view shows it, and its slot free again. */
export const cancelOne = async (
  { readModels, commands, views }: CancelBookingDeps,
  { booking, by, reason, context }: Cancellation,
): Promise<Result<Cancelled, Answer>> => {
  const payload = { bookingId: booking.id, by, ...(reason === undefined ? {} : { reason }) };
  const reply = await commands.send(cancelBooking, payload, context);
  if (!reply.ok) return fail(refused(reply.error));
  await views.show(reply.value.position, VIEWS_OF_A_BOOKING);
  const shown = (await readModels.get(bookings, booking.id)) ?? booking;
  return ok({ booking: { ...shown, status: 'cancelled' }, position: reply.value.position });
};

/** For whoever holds the manage token. */
export const cancelAsAttendee = (
  deps: CancelBookingDeps,
  booking: BookingDocument,
  reason: string | undefined,
  commandId: string,
): Promise<Result<Cancelled, Answer>> => {
  const { id, workspaceId } = booking;
  const context = { commandId, correlationId: id, causationId: commandId, workspaceId, by: 'attendee' };
  return cancelOne(deps, { booking, by: 'attendee', reason, context });
};

const refused = (refusal: CancelBookingRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'bookingUnknown':
      return notFound();
    case 'notPossibleWhile':
      return problem('conflict-with-state', `The booking is ${refusal.status}, so there is nothing to cancel.`);
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};
