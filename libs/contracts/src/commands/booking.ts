import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import { bookingRequestSchema } from '../events/booking.js';
import type { CommandReply } from '../replies.js';

/** Another request was made under this booking id before: an `Idempotency-Key` was used for two bodies. */
export type PlaceBookingRefusal = { readonly kind: 'keyReused' };

/** Starts the place-booking process. Its outcome comes as an event: confirmed, rejected, or waiting for somebody. */
export const placeBooking = defineCommand<CommandReply<PlaceBookingRefusal>>()('booking.place', bookingRequestSchema);

export type CancelBookingRefusal =
  | { readonly kind: 'bookingUnknown' }
  /** It stands no more, or does not stand yet. */
  | { readonly kind: 'notPossibleWhile'; readonly status: string };

/** Gives a booking up. Its slot is free again when this is answered; the link that it was made with stays spent (I4). */
export const cancelBooking = defineCommand<CommandReply<CancelBookingRefusal>>()(
  'booking.cancel',
  z.object({ bookingId: z.string(), by: z.enum(['attendee', 'host']), reason: z.string().optional() }),
);
