import { defineCommand } from '../define-command.js';
import { bookingRequestSchema } from '../events/booking.js';
import type { CommandReply } from '../replies.js';

/** Another request was made under this booking id before: an `Idempotency-Key` was used for two bodies. */
export type PlaceBookingRefusal = { readonly kind: 'keyReused' };

/** Starts the place-booking process. Its outcome comes as an event: confirmed, rejected, or waiting for somebody. */
export const placeBooking = defineCommand<CommandReply<PlaceBookingRefusal>>()('booking.place', bookingRequestSchema);
