import {
  cancelBooking,
  changeMeeting,
  recordNoShow,
  rescheduleBooking,
  type BookingReply,
  type CancelBookingRefusal,
  type NoShowRefusal,
  type RescheduleBookingRefusal,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { bookings, type BookingDocument } from '@bookonce/booking/views/booking-document';
import type { Actor } from '@bookonce/kernel/actor';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import type { WriteOperation } from '../api/operation.js';
import { notFound, problem, unavailable, type Answer } from '../http/answer.js';
import { calendarUnavailable } from './attempt-refusals.js';
import { apiContext, type Commands, tryAgain } from './commands.js';

export interface ChangeBookingDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly readModels: ReadModels;
  readonly commands: Pick<Commands, 'send' | 'shown'>;
}

type Waiting = Pick<WriteOperation, 'waitsFor'>;

/** A change of a booking by one operation; all ids derive from the command's. */
export interface Changer {
  readonly operation: Waiting;
  readonly booking: BookingDocument;
  readonly context: CommandContext;
}

export interface Changed {
  readonly booking: BookingDocument;
  readonly position: Position | null;
}

/** For a caller who has the manage token. */
export const asAttendee = (operation: Waiting, booking: BookingDocument, commandId: string): Changer => {
  const { id, workspaceId } = booking;
  const context = { commandId, correlationId: id, causationId: commandId, workspaceId, by: 'attendee' };
  return { operation, booking, context };
};

/** For a caller who may act in the workspace. */
export const asHost = (
  operation: Waiting,
  booking: BookingDocument,
  call: { readonly commandId: string; readonly actor: Actor },
): Changer => ({
  operation,
  booking,
  context: apiContext({ ...call, workspaceId: booking.workspaceId }, booking.id),
});

/** True for a booking that can be moved. */
export const isStanding = ({ status }: BookingDocument): boolean =>
  status === 'confirmed' || status === 'awaitingApproval';

/** Cancels a booking; resolves when every view shows it, and its slot free again. */
export const cancelOne = async (
  deps: ChangeBookingDeps,
  { operation, booking, context }: Changer,
  reason: string | undefined,
): Promise<Result<Changed, Answer>> => {
  const payload = { bookingId: booking.id, ...(reason === undefined ? {} : { reason }) };
  const reply = await deps.commands.send(operation, cancelBooking, payload, context);
  return reply.ok ? ok(await changed(deps, operation, booking, reply.value)) : fail(notChanged(reply.error, 'cancel'));
};

/** Reschedules a booking; resolves when every view shows its new time, and the old slot free. */
export const rescheduleOne = async (
  deps: ChangeBookingDeps,
  { operation, booking, context }: Changer,
  start: string,
): Promise<Result<Changed, Answer>> => {
  const reply = await deps.commands.send(operation, rescheduleBooking, { bookingId: booking.id, start }, context);
  return reply.ok ? ok(await changed(deps, operation, booking, reply.value)) : fail(notMoved(reply.error));
};

/** Gives a meeting another length or place; resolves when every view shows it. */
export const changeOne = async (
  deps: ChangeBookingDeps,
  { operation, booking, context }: Changer,
  changes: Omit<PayloadOf<typeof changeMeeting>, 'bookingId'>,
): Promise<Result<Changed, Answer>> => {
  const reply = await deps.commands.send(operation, changeMeeting, { bookingId: booking.id, ...changes }, context);
  return reply.ok ? ok(await changed(deps, operation, booking, reply.value)) : fail(notMoved(reply.error));
};

/** Records whether the attendee failed to appear. */
export const recordNoShowOf = async (
  deps: ChangeBookingDeps,
  { operation, booking, context }: Changer,
  noShow: boolean,
): Promise<Result<Changed, Answer>> => {
  const reply = await deps.commands.send(operation, recordNoShow, { bookingId: booking.id, noShow }, context);
  return reply.ok ? ok(await changed(deps, operation, booking, reply.value)) : fail(notRecorded(reply.error));
};

const changed = async (
  deps: ChangeBookingDeps,
  operation: Waiting,
  { workspaceId }: BookingDocument,
  { booking, position }: BookingReply,
): Promise<Changed> => ({ booking: await shownBooking(deps, operation, { workspaceId, booking, position }), position });

/** A booking as a service replied with it. */
export interface BookingChange extends BookingReply {
  readonly workspaceId: string;
}

/** Waits for the operation's views. Returns the booking that they show, or if they are late, the one of the reply. */
export const shownBooking = async (
  { readModels, commands, clock }: ChangeBookingDeps,
  operation: Waiting,
  { booking, position, workspaceId }: BookingChange,
): Promise<BookingDocument> => {
  const { bookingId: id } = booking.request;
  const isShown = await commands.shown(operation, position);
  const found = await readModels.get(bookings, id);
  if (isShown && found !== null) return found;
  const now = instantOf(clock.now());
  return { createdAt: now, updatedAt: now, ...found, ...booking, id, workspaceId };
};

const notMoved = (refusal: RescheduleBookingRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'slotTaken':
      return problem('slot-taken', 'The booking is unchanged. Choose another slot.');
    case 'slotNotOffered':
      return problem('slot-not-offered', 'The booking is unchanged. Choose one of its slots for a reschedule.');
    case 'calendarUnavailable':
      return calendarUnavailable();
    case 'tooManyMoves':
      return problem(
        'too-many-moves',
        'The booking is unchanged. You can still cancel it, or ask the host to reschedule it.',
      );
    case 'hasBegun':
      return problem('conflict-with-state', 'The meeting has begun, so it can no longer be rescheduled.');
    case 'conflict':
      // It may be stored that the move is requested: then it is decided without the caller, in a moment.
      return unavailable('Whether the booking moves is not decided yet. Send it again to learn it.');
    default:
      return notChanged(refusal, 'move');
  }
};

const notRecorded = (refusal: NoShowRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'bookingUnknown':
      return notFound();
    case 'notPossibleWhile':
      return problem(
        'conflict-with-state',
        `Only a confirmed booking can have a no-show, and this one is ${refusal.status}.`,
      );
    case 'isNotOver':
      return problem('conflict-with-state', 'The meeting is not over yet. Record a no-show after it has ended.');
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

const overTexts = {
  cancel: 'The meeting is over, so only its host can cancel it.',
  move: 'The meeting is over, so its length and place can no longer be changed.',
};

const notChanged = (refusal: CancelBookingRefusal | ConflictRefusal, change: 'cancel' | 'move'): Answer => {
  switch (refusal.kind) {
    case 'bookingUnknown':
      return notFound();
    case 'notPossibleWhile':
      return problem('conflict-with-state', `The booking is ${refusal.status}, so there is nothing to ${change}.`);
    case 'isOver':
      return problem('conflict-with-state', overTexts[change]);
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};
