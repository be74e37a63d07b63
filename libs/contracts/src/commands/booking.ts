import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply, Done, InvalidRefusal } from '../replies.js';
import type { StreamReply } from '../stream-reply.js';
import type { StartedBooking } from '../streams/booking.js';
import { languageSchema, regionSchema } from '../values/language.js';
import { locationSchema } from '../values/meeting-type.js';
import { answersSchema, attendeeSchema, guestsSchema, trackingSchema } from '../values/people.js';
import type { MoveRefusalReason, VoidReason } from '../values/reasons.js';
import type { SlotRefusal } from './availability.js';
import type { OwnersOnlyRefusal } from '../values/plain-hosts.js';
import type { ArchivedRefusal, HostsDeactivatedRefusal } from './link.js';
import type { LinkEnd } from './link.js';

export type PlaceBookingRefusal =
  /** The same command placed another booking before: an `Idempotency-Key` was used for two bodies. */
  | { readonly kind: 'keyReused' }
  | { readonly kind: 'linkUnknown' }
  /** The link is for its recipient alone, and this is another address. */
  | { readonly kind: 'notTheRecipient' }
  /** The link met its end before this booking was requested; nothing was stored. */
  | { readonly kind: 'linkEnded'; readonly end: LinkEnd }
  /** The link takes no more attempts until its host allows more, or until one of those that wait is decided. */
  | { readonly kind: 'tooManyAttempts' | 'tooManyPending' }
  /** No host can take the slot. */
  | SlotRefusal
  /** A calendar that must be read first cannot be read now; nothing was stored. */
  | { readonly kind: 'calendarUnavailable' }
  /** A plain host may not book with this link at once. */
  | OwnersOnlyRefusal
  /** The answers do not fit the questions of the meeting type, or are too long. */
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
    guests: guestsSchema.optional(),
    tracking: trackingSchema.optional(),
    /** The attendee's language, if the attendee's browser named one. */
    language: languageSchema.optional(),
    /** The region that was named with it. */
    region: regionSchema.optional(),
  }),
);

/** Books for the recipient, on behalf of the host: confirmed at once, whatever the mode. Replies as `placeBooking`. */
export const bookForRecipient = defineCommand<CommandReply<PlaceBookingRefusal, BookingReply>>()(
  'booking.book-for-recipient',
  placeBooking.schema
    .omit({ tracking: true, language: true, region: true })
    /** The plain host who books; missing for owners. */
    .extend({ plainHostId: z.string().optional() }),
);

export type OptInRefusal =
  | { readonly kind: 'bookingUnknown' }
  /** The attempt has come to nothing; its slot is free again. */
  | { readonly kind: 'attemptEnded'; readonly reason: VoidReason };

/** Confirms by the attendee's mail: the first confirmed attempt consumes the link. A repeat replies the same. */
export const confirmOptIn = defineCommand<CommandReply<OptInRefusal, BookingReply>>()(
  'booking.confirm-opt-in',
  z.object({ bookingId: z.string() }),
);

export type OptInMailRefusal =
  OptInRefusal | { readonly kind: 'notPossibleWhile'; readonly status: string } | { readonly kind: 'tooManyMails' };

/** Mails the opt-in link again, a few times at most. */
export const mailOptInAgain = defineCommand<CommandReply<OptInMailRefusal>>()(
  'booking.mail-opt-in-again',
  z.object({ bookingId: z.string() }),
);

export type DecideBookingRefusal =
  | { readonly kind: 'bookingUnknown' }
  /** It was decided otherwise, or has ended; `status` says how. */
  | { readonly kind: 'notPossibleWhile'; readonly status: string }
  /** The booking has moved since this was mailed; the host was asked anew. */
  | { readonly kind: 'askedAnew' }
  /** One of the hosts who were mailed was deactivated, so that the mail decides nothing any more. */
  | { readonly kind: 'hostDeactivated' }
  /** The type takes no new links, so the decline can send none. */
  | ArchivedRefusal
  | HostsDeactivatedRefusal;

const decisionShape = {
  bookingId: z.string(),
  /** The round that a mailed button belongs to; left out by a host who is signed in. */
  round: z.int().optional(),
};

/** Approves a booking that awaits it; twice is as once. `message` goes to the attendee. */
export const approveBooking = defineCommand<CommandReply<DecideBookingRefusal, BookingReply>>()(
  'booking.approve',
  z.object({ ...decisionShape, message: z.string().optional() }),
);

/**
 * Declines a booking that awaits approval; twice is as once. By the time of the reply its slot is free, and the fresh
 * link, if one is asked for, is issued.
 */
export const declineBooking = defineCommand<CommandReply<DecideBookingRefusal, BookingReply>>()(
  'booking.decline',
  z.object({ ...decisionShape, reason: z.string().optional(), sendFreshLink: z.boolean().optional() }),
);

export type NoShowRefusal =
  | { readonly kind: 'bookingUnknown' }
  | { readonly kind: 'notPossibleWhile'; readonly status: string }
  /** The meeting is not over yet. */
  | { readonly kind: 'isNotOver' };

/** Records whether the attendee failed to appear at a meeting of the past. */
export const recordNoShow = defineCommand<CommandReply<NoShowRefusal, BookingReply>>()(
  'booking.record-no-show',
  z.object({ bookingId: z.string(), noShow: z.boolean() }),
);

export type CancelBookingRefusal =
  | { readonly kind: 'bookingUnknown' }
  /** It has ended, or is not confirmed yet. */
  | { readonly kind: 'notPossibleWhile'; readonly status: string }
  /** Once the meeting is over, an attendee cannot cancel it, and its length and place stay as they were. */
  | { readonly kind: 'isOver' };

/** Cancels a booking. Its slot is free again by the time of the reply; its link stays consumed (I4). */
export const cancelBooking = defineCommand<CommandReply<CancelBookingRefusal, BookingReply>>()(
  'booking.cancel',
  z.object({ bookingId: z.string(), reason: z.string().optional() }),
);

export type RescheduleBookingRefusal =
  | CancelBookingRefusal
  /** An attendee cannot reschedule a meeting that has begun: it would be a second meeting. */
  | { readonly kind: 'hasBegun' }
  /** An attendee has moved the booking as often as it can be. The host is free. */
  | { readonly kind: 'tooManyMoves' }
  /** A host's calendar that must be read first cannot be read now; nothing was stored. */
  | { readonly kind: 'calendarUnavailable' }
  | { readonly kind: MoveRefusalReason };

/**
 * Reschedules a booking to another start with the same length. By the time of the reply, its calendars have moved the
 * slot, or never will (I5).
 */
export const rescheduleBooking = defineCommand<CommandReply<RescheduleBookingRefusal, BookingReply>>()(
  'booking.reschedule',
  z.object({ bookingId: z.string(), start: z.string() }),
);

/**
 * The host makes the meeting longer, shorter, or elsewhere (null: not said). The calendars have taken the new length by
 * the time of the reply, or never will.
 */
export const changeMeeting = defineCommand<CommandReply<RescheduleBookingRefusal, BookingReply>>()(
  'booking.change-meeting',
  z.object({
    bookingId: z.string(),
    durationMinutes: z.int().optional(),
    location: locationSchema.nullable().optional(),
  }),
);

/** Mails the manage link to the attendee if this is the attendee's address. The answer is the same if it is not. */
export const requestManageLink = defineCommand<CommandReply<{ readonly kind: 'bookingUnknown' }>>()(
  'booking.request-manage-link',
  z.object({ bookingId: z.string(), email: z.string() }),
);

/** A query: replies with the booking's own stream, for a reader whose view lags behind it. */
export const readBookingStream = defineCommand<StreamReply>()(
  'booking.read-stream',
  z.object({ bookingId: z.string() }),
);
