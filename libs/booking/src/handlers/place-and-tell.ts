import type { PlaceBookingRefusal, Placed, placeBooking } from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { CommandReply } from '@bookonce/contracts/replies';
import { atMost } from '@bookonce/kernel/at-most';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { ok } from '@bookonce/kernel/result';
import type { BookingService } from './booking-service.js';
import type { PlaceBookingReactor } from './place-booking-reactor.js';

/** Shorter than anybody waits for an answer: an attempt that takes longer is answered without its outcome. */
const HELD_MS = 1_000;

export interface PlaceAndTellDeps {
  readonly bookings: Pick<BookingService, 'place' | 'outcomeOf'>;
  readonly reactor: Pick<PlaceBookingReactor, 'goAhead'>;
  readonly scheduler: Pick<Scheduler, 'deadline'>;
}

/**
 * Stores the request, goes ahead with it, and answers with its outcome where that comes soon: whoever asked need not wait for
 * the event to come round, and events can be published many together.
 */
export const placeAndTell = async (
  { bookings, reactor, scheduler }: PlaceAndTellDeps,
  message: CommandMessage<PayloadOf<typeof placeBooking>>,
): Promise<CommandReply<PlaceBookingRefusal, Placed>> => {
  let ahead: Promise<void> | undefined;
  const reply = await bookings.place(message, (event) => {
    ahead = reactor.goAhead(event);
  });
  if (!reply.ok) return reply;
  await atMost(scheduler, HELD_MS, ahead);
  // The request is stored: what cannot be told now comes as an event (I7).
  const outcome = await bookings.outcomeOf(message.payload.bookingId).catch(() => null);
  return outcome === null ? reply : ok({ ...reply.value, outcome });
};
