import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import { bookingRequestSchema } from '../events/booking.js';
import type { CommandReply, Done } from '../replies.js';
import type { MoveRefusalReason, VoidReason } from '../values/reasons.js';

/** Another request was made under this booking id before: an `Idempotency-Key` was used for two bodies. */
export type PlaceBookingRefusal = { readonly kind: 'keyReused' };

/** How an attempt to book came out, for the moment: waiting for somebody is an outcome too. */
export type BookingOutcome =
  | {
      readonly status: 'confirmed' | 'awaitingOptIn' | 'awaitingApproval';
      readonly hostIds: readonly string[];
      readonly position: string | null;
    }
  | { readonly status: 'rejected'; readonly reason: VoidReason; readonly position: string | null };

export interface Placed extends Done {
  /** Where it came about while the answer was held for it; otherwise it comes as an event. */
  readonly outcome?: BookingOutcome;
}

/** Starts the place-booking process, whose outcome is an event too: confirmed, rejected, or waiting for somebody. */
export const placeBooking = defineCommand<CommandReply<PlaceBookingRefusal, Placed>>()(
  'booking.place',
  bookingRequestSchema,
);

export type CancelBookingRefusal =
  | { readonly kind: 'bookingUnknown' }
  /** It stands no more, or does not stand yet. */
  | { readonly kind: 'notPossibleWhile'; readonly status: string };

/** Gives a booking up. Its slot is free again when this is answered; the link that it was made with stays spent (I4). */
export const cancelBooking = defineCommand<CommandReply<CancelBookingRefusal>>()(
  'booking.cancel',
  z.object({ bookingId: z.string(), by: z.enum(['attendee', 'host']), reason: z.string().optional() }),
);

export type RescheduleBookingRefusal =
  | CancelBookingRefusal
  /** An attendee cannot move what has begun: it would be a second meeting. */
  | { readonly kind: 'hasBegun' }
  | { readonly kind: MoveRefusalReason };

/** Moves a booking to another start, its length kept. When this is answered, its calendars have moved, or will not (I5). */
export const rescheduleBooking = defineCommand<CommandReply<RescheduleBookingRefusal>>()(
  'booking.reschedule',
  z.object({ bookingId: z.string(), by: z.enum(['attendee', 'host']), start: z.string() }),
);

/**
 * Asks for the manage link to be mailed to the attendee, if this is the attendee's address. The answer is the same whether
 * or not it is.
 */
export const requestManageLink = defineCommand<CommandReply<{ readonly kind: 'bookingUnknown' }>>()(
  'booking.request-manage-link',
  z.object({ bookingId: z.string(), email: z.string() }),
);
