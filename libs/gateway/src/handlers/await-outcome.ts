import { bookings, bookingView, type BookingDocument } from '@bookonce/booking/views/booking-document';
import { shownStatusOf, type StartedBooking } from '@bookonce/contracts/streams/booking';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { WriteOperation } from '../api/operation.js';
import type { BookingOutcomes } from '../outcomes/booking-outcomes.js';
import { shownBooking, type BookingChange, type Changed, type ChangeBookingDeps } from './change-booking.js';

export interface OutcomeDeps extends ChangeBookingDeps {
  readonly outcomes: BookingOutcomes;
}

type Waiting = Pick<WriteOperation, 'waitsFor'>;

/** An attempt that is not settled by then is looked up: it may have been settled before this process listened. */
const FIRST_LOOK_MS = 500;
const PATIENCE_MS = 5_000;

/**
 * Waits until an attempt has an outcome, 5 s at most, and until the operation's views show it. Returns the booking as it is
 * then.
 */
export const settledBooking = async (
  deps: OutcomeDeps,
  operation: Waiting,
  placed: BookingChange,
): Promise<Changed> => {
  const found = isSettled(placed.booking) ? null : await follow(deps, operation, placed.booking.request.bookingId);
  return found ?? { booking: await shownBooking(deps, operation, placed), position: placed.position };
};

/** Null if the attempt has no outcome in time. */
const follow = async (
  { readModels, commands, outcomes }: OutcomeDeps,
  operation: Waiting,
  bookingId: string,
): Promise<Changed | null> => {
  const listener = outcomes.listen(bookingId);
  const settled = async (settledAt: Position | null): Promise<Changed | null> => {
    await commands.shown(operation, settledAt);
    const booking: BookingDocument | null = await readModels.get(bookings, bookingId);
    if (booking === null || !isSettled(booking)) return null;
    // Found in the view, without the event: other views may lag behind this one.
    const position = settledAt ?? (await readModels.checkpoint(bookingView));
    await commands.shown(operation, position);
    return { booking, position };
  };
  try {
    for (const patienceMs of [FIRST_LOOK_MS, PATIENCE_MS - FIRST_LOOK_MS]) {
      const found = await settled(await listener.within(patienceMs));
      if (found !== null) return found;
    }
    return null;
  } finally {
    listener.close();
  }
};

const isSettled = (booking: StartedBooking): boolean => shownStatusOf(booking) !== 'pending';
