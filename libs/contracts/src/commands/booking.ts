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
  /** The answers do not fit the questions of the meeting type. */
  | InvalidRefusal;

/** The booking by its own stream, at the time of the reply. */
export interface BookingReply extends Done {
  readonly booking: StartedBooking;
}

/**
 * Books with a link. The booking service looks up everything else: the hosts, the end, and the confirmation that the
 * meeting type currently requires. A repeated command leads to the same booking, or to a new attempt if the previous one
 * was rejected for a reason that may pass (I8).
 *
 * The reply waits until the booking is settled, at most a second, so the status may still be `requested`.
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

/** Cancels a booking. Its slot is free again by the time of the reply; its link stays consumed (I4). */
export const cancelBooking = defineCommand<CommandReply<CancelBookingRefusal, BookingReply>>()(
  'booking.cancel',
  z.object({ bookingId: z.string(), reason: z.string().optional() }),
);

export type RescheduleBookingRefusal =
  | CancelBookingRefusal
  /** An attendee cannot reschedule a meeting that has begun: it would be a second meeting. */
  | { readonly kind: 'hasBegun' }
  | { readonly kind: MoveRefusalReason };

/**
 * Reschedules a booking to another start with the same length. By the time of the reply, its calendars have moved the
 * slot, or never will (I5).
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
