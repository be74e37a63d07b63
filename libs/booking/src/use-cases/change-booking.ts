import type {
  BookingReply,
  cancelBooking,
  CancelBookingRefusal,
  rescheduleBooking,
  RescheduleBookingRefusal,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { CommandReply, Refused } from '@bookonce/contracts/replies';
import type { BookingState } from '@bookonce/contracts/streams/booking';
import type { Conflict, Handled } from '@bookonce/kernel/command-handler';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { BookingCommand, BookingRefusal } from '../domain/booking.js';
import type { BookingService } from './booking-service.js';
import type { PlaceBookingReactor, Trigger } from './place-booking-process.js';

export interface ChangeBookingDeps {
  readonly bookings: Pick<BookingService, 'change' | 'storedStateOf' | 'latestPosition' | 'now'>;
  readonly reactor: Pick<PlaceBookingReactor, 'react' | 'settleMove' | 'releaseSlot'>;
}

const MOST_TRIES = 3;

/**
 * Cancels the booking and releases its slot, so that the slot is free when the caller gets the reply. If the release
 * fails, the reactor repeats it (I6).
 */
export const cancelAndRelease = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof cancelBooking>>,
): Promise<CommandReply<CancelBookingRefusal, BookingReply>> => {
  const { bookingId, reason } = payload;
  const command = { type: 'cancel', by: sideOf(context), ...(reason === undefined ? {} : { reason }) } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(asChangeRefusal(handled.error));
  const { events, state, position } = handled.value;
  if (state.status === 'none') return fail({ kind: 'bookingUnknown' });
  for (const event of events) await deps.reactor.react(recorded(event)).catch(() => undefined);
  // Cancelled before, by a process that may have crashed before it released the slot.
  if (events.length === 0) await deps.reactor.releaseSlot(bookingId, triggerOf(context)).catch(() => undefined);
  // The release comes after the cancellation.
  return ok({ booking: state, position: await deps.bookings.latestPosition(position) });
};

/**
 * Stores the requested move, and lets the calendars decide it. If they are unreachable, they decide later, and a repeat
 * of the command returns the outcome (I8).
 */
export const rescheduleAndMove = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof rescheduleBooking>>,
): Promise<CommandReply<RescheduleBookingRefusal, BookingReply>> => {
  const { bookings, reactor } = deps;
  const { bookingId, start } = payload;
  const command = { type: 'reschedule', by: sideOf(context), start, now: bookings.now() } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok)
    return handled.error.kind === 'hasBegun' ? fail(handled.error) : fail(asChangeRefusal(handled.error));
  await reactor.settleMove(bookingId, triggerOf(context)).catch(() => undefined);
  const booking = await bookings.storedStateOf(bookingId);
  if (booking.status === 'none') return fail({ kind: 'bookingUnknown' });
  const { time } = booking;
  if (time.movingTo !== null) return fail({ kind: 'conflict' });
  if (time.start !== start) return fail({ kind: time.moveRefusal ?? 'conflict' });
  return ok({ booking, position: await bookings.latestPosition(handled.value.position) });
};

/** Completes a move that is in progress first. */
const changeOne = async (
  { bookings, reactor }: ChangeBookingDeps,
  bookingId: string,
  command: BookingCommand,
  context: CommandContext,
): Promise<Result<Handled<BookingState>, (BookingRefusal | Conflict) & Refused>> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const handled = await bookings.change(bookingId, command, context);
    if (handled.ok || handled.error.kind !== 'isMoving') return handled;
    await reactor.settleMove(bookingId, triggerOf(context));
  }
  return fail({ kind: 'conflict' });
};

/** Any actor but the attendee acts for the host: an API key, or a signed-in person. */
const sideOf = ({ by }: CommandContext): 'attendee' | 'host' => (by === 'attendee' ? 'attendee' : 'host');

const triggerOf = ({ commandId, workspaceId, by }: CommandContext): Trigger => ({ id: commandId, workspaceId, by });

const asChangeRefusal = (
  refusal: (BookingRefusal | Conflict) & Refused,
): (CancelBookingRefusal | Conflict) & Refused => {
  switch (refusal.kind) {
    case 'bookingUnknown':
    case 'notPossibleWhile':
    case 'conflict':
      return refusal;
    default:
      throw new Error(`Unexpected refusal: ${refusal.kind}`);
  }
};
