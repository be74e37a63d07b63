import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply, Done, InvalidRefusal } from '../replies.js';
import type { StartedBooking } from '../streams/booking.js';
import { answersSchema, attendeeSchema } from '../values/people.js';
import type { MoveRefusalReason } from '../values/reasons.js';
import type { LinkEnd } from './link.js';

export type PlaceBookingRefusal =
  /** The same command placed another booking before: an `Idempotency-Key` was used for two bodies. */
  | { readonly kind: 'keyReused' }
  | { readonly kind: 'linkUnknown' }
  /** The link met its end before this booking was requested; nothing was stored. */
  | { readonly kind: 'linkEnded'; readonly end: LinkEnd }
  /** Answers that the questions of the meeting type do not take. */
  | InvalidRefusal;

/** The booking as its own stream has it when the command is answered. */
export interface BookingReply extends Done {
  readonly booking: StartedBooking;
}

/**
 * Books with a link. The booking service looks up everything else: the hosts, the end and the confirmation that the
 * meeting type asks for now. The same command again leads to the same booking, or to a new attempt if the one before
 * came to nothing in a way that may be retried (I8).
 *
 * The answer is held until the booking is settled, or for a second: its status may still be `requested`.
 */
export const placeBooking = defineCommand<CommandReply<PlaceBookingRefusal, BookingReply>>()(
  'booking.place',
  z.object({
    linkId: z.string(),
    start: z.string(),
    attendee: attendeeSchema,
    answers: answersSchema.optional(),
    note: z.string().optional(),
  }),
);

export type CancelBookingRefusal =
  | { readonly kind: 'bookingUnknown' }
  /** It has ended, or is not confirmed yet. */
  | { readonly kind: 'notPossibleWhile'; readonly status: string };

/** Gives a booking up. Its slot is free again when this is answered; the link that it was made with stays spent (I4). */
export const cancelBooking = defineCommand<CommandReply<CancelBookingRefusal, BookingReply>>()(
  'booking.cancel',
  z.object({ bookingId: z.string(), reason: z.string().optional() }),
);

export type RescheduleBookingRefusal =
  | CancelBookingRefusal
  /** An attendee cannot move what has begun: it would be a second meeting. */
  | { readonly kind: 'hasBegun' }
  | { readonly kind: MoveRefusalReason };

/**
 * Moves a booking to another start and keeps its length. When this is answered, its calendars have moved the slot, or
 * never will (I5).
 */
export const rescheduleBooking = defineCommand<CommandReply<RescheduleBookingRefusal, BookingReply>>()(
  'booking.reschedule',
  z.object({ bookingId: z.string(), start: z.string() }),
);

/** Mails the manage link to the attendee if this is the attendee's address. The answer is the same if it is not. */
export const requestManageLink = defineCommand<CommandReply<{ readonly kind: 'bookingUnknown' }>>()(
  'booking.request-manage-link',
  z.object({ bookingId: z.string(), email: z.string() }),
);
