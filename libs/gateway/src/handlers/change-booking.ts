import {
  cancelBooking,
  rescheduleBooking,
  type CancelBookingRefusal,
  type RescheduleBookingRefusal,
} from '@bookonce/contracts/commands/booking';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import type { WriteOperation } from '../api/operation.js';
import { notFound, problem, unavailable, type Answer } from '../http/answer.js';
import { apiContext, type Commands } from './commands.js';
import { tryAgain } from './refusals.js';

export interface ChangeBookingDeps {
  readonly readModels: ReadModels;
  readonly commands: Pick<Commands, 'send' | 'shown'>;
}

/** Who wants which booking changed, by which operation; all ids derive from the command's. */
export interface Changer {
  readonly operation: Pick<WriteOperation, 'waitsFor'>;
  readonly booking: BookingDocument;
  readonly by: 'attendee' | 'host';
  readonly context: CommandContext;
}

export interface Changed {
  readonly booking: BookingDocument;
  readonly position: Position | null;
}

/** Whoever holds the manage token. */
export const asAttendee = (operation: Changer['operation'], booking: BookingDocument, commandId: string): Changer => {
  const { id, workspaceId } = booking;
  const context = { commandId, correlationId: id, causationId: commandId, workspaceId, by: 'attendee' };
  return { operation, booking, by: 'attendee', context };
};

/** Whoever has a key of the workspace. */
export const asHost = (operation: Changer['operation'], booking: BookingDocument, commandId: string): Changer => ({
  operation,
  booking,
  by: 'host',
  context: apiContext({ commandId, workspaceId: booking.workspaceId }, booking.id),
});

/** Gives a booking up; resolves when every view shows it, and its slot free again. */
export const cancelOne = async (
  deps: ChangeBookingDeps,
  { operation, booking, by, context }: Changer,
  reason: string | undefined,
): Promise<Result<Changed, Answer>> => {
  const payload = { bookingId: booking.id, by, ...(reason === undefined ? {} : { reason }) };
  const reply = await deps.commands.send(cancelBooking, payload, context);
  if (!reply.ok) return fail(notChanged(reply.error, 'cancel'));
  const shown = await shownAt(deps, operation, booking, reply.value.position);
  return ok({ ...shown, booking: { ...shown.booking, status: 'cancelled' } });
};

/** Moves a booking; resolves when every view shows it where it is now, and its old slot free. */
export const rescheduleOne = async (
  deps: ChangeBookingDeps,
  { operation, booking, by, context }: Changer,
  start: string,
): Promise<Result<Changed, Answer>> => {
  const reply = await deps.commands.send(rescheduleBooking, { bookingId: booking.id, by, start }, context);
  if (!reply.ok) return fail(notMoved(reply.error));
  const shown = await shownAt(deps, operation, booking, reply.value.position);
  // A stale view shows the old time, and a move keeps the length.
  const { time } = shown.booking;
  const end = instantOf(epochMsOf(start) + epochMsOf(time.end) - epochMsOf(time.start));
  return ok({ ...shown, booking: { ...shown.booking, time: { ...time, start, end } } });
};

const shownAt = async (
  { readModels, commands }: ChangeBookingDeps,
  operation: Changer['operation'],
  booking: BookingDocument,
  position: Position | null,
): Promise<Changed> => {
  await commands.shown(operation, position);
  return { booking: (await readModels.get(bookings, booking.id)) ?? booking, position };
};

const notMoved = (refusal: RescheduleBookingRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'slotTaken':
      return problem('slot-taken', 'The booking stays where it is. Choose another slot.');
    case 'slotNotOffered':
      return problem('slot-not-offered', 'The booking stays where it is. Choose one of the slots it can move to.');
    case 'hasBegun':
      return problem('conflict-with-state', 'The meeting has begun, so it cannot be moved any more.');
    case 'conflict':
      // It may be stored that the move is asked for: then it is decided by itself, in a moment.
      return unavailable('Whether the booking moves is not decided yet. Send it again to learn it.');
    default:
      return notChanged(refusal, 'move');
  }
};

const notChanged = (refusal: CancelBookingRefusal | ConflictRefusal, change: 'cancel' | 'move'): Answer => {
  switch (refusal.kind) {
    case 'bookingUnknown':
      return notFound();
    case 'notPossibleWhile':
      return problem('conflict-with-state', `The booking is ${refusal.status}, so there is nothing to ${change}.`);
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};
