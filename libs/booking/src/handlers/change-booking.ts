import type {
  cancelBooking,
  CancelBookingRefusal,
  rescheduleBooking,
  RescheduleBookingRefusal,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingState } from '@bookonce/contracts/streams/booking';
import type { CommandReply } from '@bookonce/contracts/replies';
import type { Conflict, Handled } from '@bookonce/kernel/command-handler';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { BookingCommand, BookingRefusal } from '../domain/booking.js';
import type { BookingService } from './booking-service.js';
import type { PlaceBookingReactor } from './place-booking-reactor.js';
import type { Trigger } from './place-booking-runner.js';

export interface ChangeBookingDeps {
  readonly bookings: Pick<BookingService, 'run' | 'storedStateOf' | 'latestPosition' | 'now'>;
  readonly reactor: Pick<PlaceBookingReactor, 'react' | 'moveOn' | 'letGo'>;
}

const TRIES = 3;

/**
 * Stores that the booking is cancelled, and lets its slot go: whoever is told that a booking is cancelled finds the slot
 * free, and where that fails the event brings it about later (I6).
 */
export const cancelAndRelease = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof cancelBooking>>,
): Promise<CommandReply<CancelBookingRefusal>> => {
  const { bookingId, by, reason } = payload;
  const command = { type: 'cancel', by, ...(reason === undefined ? {} : { reason }) } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(asChangeRefusal(handled.error));
  const { events, position } = handled.value;
  for (const event of events) await deps.reactor.react(recorded(event)).catch(() => undefined);
  // It was cancelled before, by somebody who may not have come to let the slot go.
  if (events.length === 0) await deps.reactor.letGo(bookingId, triggerOf(context)).catch(() => undefined);
  // What let the slot go is after the cancellation.
  return ok({ position: await deps.bookings.latestPosition(position) });
};

/**
 * Stores that a move is asked for and has the calendars decide it. Where they cannot be reached the move is decided later;
 * asking again tells how (I8).
 */
export const rescheduleAndMove = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof rescheduleBooking>>,
): Promise<CommandReply<RescheduleBookingRefusal>> => {
  const { bookings, reactor } = deps;
  const { bookingId, by, start } = payload;
  const asked = await changeOne(deps, bookingId, { type: 'reschedule', by, start, now: bookings.now() }, context);
  if (!asked.ok) return asked.error.kind === 'hasBegun' ? fail(asked.error) : fail(asChangeRefusal(asked.error));
  await reactor.moveOn(bookingId, triggerOf(context)).catch(() => undefined);
  const booking = await bookings.storedStateOf(bookingId);
  if (booking.status === 'none') return fail({ kind: 'bookingUnknown' });
  const { time } = booking;
  if (time.movingTo !== null) return fail({ kind: 'conflict' });
  if (time.start === start) return ok({ position: await bookings.latestPosition(asked.value.position) });
  return fail({ kind: time.moveRefusal ?? 'conflict' });
};

/** A move that is under way is brought to its end first. */
const changeOne = async (
  { bookings, reactor }: ChangeBookingDeps,
  bookingId: string,
  command: BookingCommand,
  context: CommandContext,
): Promise<Result<Handled<BookingState>, BookingRefusal | Conflict>> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const handled = await bookings.run(bookingId, command, context);
    if (handled.ok || handled.error.kind !== 'isMoving') return handled;
    await reactor.moveOn(bookingId, triggerOf(context));
  }
  return fail({ kind: 'conflict' });
};

const triggerOf = ({ commandId, workspaceId, by }: CommandContext): Trigger => ({ id: commandId, workspaceId, by });

const asChangeRefusal = (refusal: BookingRefusal | Conflict): CancelBookingRefusal | Conflict => {
  switch (refusal.kind) {
    case 'bookingUnknown':
    case 'notPossibleWhile':
    case 'conflict':
      return refusal;
    default:
      throw new Error(`a booking is not kept from being changed by ${refusal.kind}`);
  }
};
