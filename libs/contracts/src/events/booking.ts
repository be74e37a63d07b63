import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { moveRefusalReasonSchema, voidReasonSchema } from '../values/reasons.js';
import { busySourceSchema } from './calendar.js';
import {
  storedAnswers,
  storedAssignment,
  storedAttendee,
  storedConfirmation,
  storedLanguage,
  storedLocation,
  storedQuestion,
  storedReminders,
  storedSlotOverrides,
  storedTracking,
} from './stored-values.js';

// Stream: booking-<bookingId>, one per booking attempt.

const bookingId = z.string();
const moveShape = { bookingId, move: z.int() };

export const bookingRequestSchema = z.object({
  bookingId,
  linkId: z.string(),
  meetingTypeId: z.string(),
  /** Name of the meeting. Bookings before version 3 follow their meeting type. */
  title: z.string().optional(),
  assignment: storedAssignment,
  /** Hosts that may take the meeting (single, roundRobin) or all take it (collective). */
  hostIds: z.array(z.string()),
  confirmation: storedConfirmation,
  start: z.string(),
  end: z.string(),
  attendee: storedAttendee,
  answers: storedAnswers,
  /** The questions that were answered, as they were asked; absent if there are none, and before version 3. */
  questions: z.array(storedQuestion).optional(),
  note: z.string().optional(),
  /** The attendee's language, which mails are written in; absent if it is not known. */
  language: storedLanguage.optional(),
  /** The region that the attendee's browser named with it, such as `US`, by which dates are written. Since version 4. */
  region: z.string().optional(),
  /** Others who are invited. */
  guests: z.array(z.string()).optional(),
  /** Where the attendee came from: the `utm_*` and `ref` parameters of the page. */
  tracking: storedTracking.optional(),
  /** Where this meeting takes place; null if that is not said. Bookings of version 1 follow their meeting type. */
  location: storedLocation.nullable().optional(),
  /** The link's own rules for its slots, which a move follows, too. */
  slotOverrides: storedSlotOverrides.optional(),
  /** The attendee confirms by mail before the link is consumed. */
  optIn: z.object({ minutes: z.int(), linkExpiresAt: z.string().optional() }).optional(),
  /** How long the host has to approve; only with that confirmation. */
  approvalHours: z.int().optional(),
  reminders: storedReminders.optional(),
  /** SHA-256 of the manage token, which itself is in no event. */
  manageTokenHash: z.string(),
});

/** The roles of readers of mails about a booking. */
export const mailRoleSchema = z.enum(['attendee', 'host', 'guest']);
export type MailRole = z.infer<typeof mailRoleSchema>;

const recipientsOfReminder = z.enum(['attendee', 'host', 'both']);

export const bookingEvents = [
  defineEvent('BookingRequested', 4, bookingRequestSchema),
  /** A slot is held; the attendee has until `until` to confirm by e-mail. Does not consume the link. */
  defineEvent(
    'OptInRequested',
    2,
    z.object({
      bookingId,
      hostIds: z.array(z.string()),
      until: z.string(),
      /** SHA-256 of the opt-in token, which itself is in no event; empty in version 1, which mailed none. */
      optInTokenHash: z.string(),
    }),
  ),
  /** The attendee asked for the mail with the opt-in link again. */
  defineEvent('OptInMailRequested', 1, z.object({ bookingId, requestId: z.string() })),
  defineEvent('OptInConfirmed', 1, z.object({ bookingId })),
  /**
   * The link is consumed by this booking; the host is to approve it until `until`. `round` counts how often the host was
   * asked, from 1: a move asks anew, and what was mailed before decides nothing.
   */
  defineEvent(
    'ApprovalRequested',
    2,
    z.object({
      bookingId,
      hostIds: z.array(z.string()),
      round: z.int(),
      until: z.string().optional(),
      /** SHA-256 of the token in the host's mail, which itself is in no event; empty in version 1. */
      approvalTokenHash: z.string(),
    }),
  ),
  /** `message`: what the host wrote when approving. */
  defineEvent(
    'BookingConfirmed',
    3,
    z.object({
      bookingId,
      hostIds: z.array(z.string()),
      message: z.string().optional(),
      /**
       * Organizes the meeting in the hosts' calendar files, from the first to the last. Absent before version 3: the first
       * host does.
       */
      organizer: z.object({ name: z.string(), email: z.string() }).optional(),
    }),
  ),
  defineEvent('BookingRejected', 1, z.object({ bookingId, reason: voidReasonSchema })),
  /** `move` counts the moves asked for of this booking, from 1. Until it is decided, nothing else happens to the booking. */
  defineEvent(
    'RescheduleRequested',
    1,
    z.object({ ...moveShape, start: z.string(), end: z.string(), by: z.enum(['attendee', 'host']) }),
  ),
  defineEvent('RescheduleRefused', 1, z.object({ ...moveShape, reason: moveRefusalReasonSchema })),
  defineEvent(
    'BookingRescheduled',
    1,
    z.object({ bookingId, start: z.string(), end: z.string(), fromStart: z.string(), fromEnd: z.string() }),
  ),
  /** The meeting takes place elsewhere; null: that is not said. */
  defineEvent('LocationChanged', 1, z.object({ bookingId, location: storedLocation.nullable() })),
  defineEvent(
    'BookingCancelled',
    1,
    z.object({ bookingId, by: z.enum(['attendee', 'host']), reason: z.string().optional() }),
  ),
  /** `reason`: what the host wrote. */
  defineEvent(
    'BookingDeclined',
    2,
    z.object({
      bookingId,
      cause: z.enum(['host', 'approvalExpired']),
      reason: z.string().optional(),
      /** A fresh link is to be made and mailed to the attendee. */
      sendFreshLink: z.boolean(),
    }),
  ),
  /** The fresh link of a declined booking exists. */
  defineEvent('FreshLinkIssued', 1, z.object({ bookingId, linkId: z.string() })),
  /** The attendee asked for the manage link again. Its token is derived when it is mailed, and is in no event. */
  defineEvent('ManageLinkRequested', 1, z.object({ bookingId, requestId: z.string(), at: z.string() })),
  /**
   * The reminders of a meeting at this start that were not due yet when it was booked or moved; replaces earlier ones. None:
   * the meeting has begun, or moved too close for them.
   */
  defineEvent(
    'RemindersScheduled',
    1,
    z.object({
      bookingId,
      start: z.string(),
      reminders: z.array(z.object({ dueAt: z.string(), to: recipientsOfReminder })),
    }),
  ),
  /** A reminder is to be mailed; `nextDueAt`: when the next one is due. */
  defineEvent(
    'ReminderRequested',
    1,
    z.object({
      bookingId,
      start: z.string(),
      dueAt: z.string(),
      to: recipientsOfReminder,
      nextDueAt: z.string().optional(),
    }),
  ),
  /**
   * The next changes are not mailed to these readers one by one, but together at `dueAt`. Stored before the change that has
   * to wait.
   */
  defineEvent('ChangeMailsScheduled', 1, z.object({ bookingId, dueAt: z.string(), to: z.array(mailRoleSchema) })),
  /** These readers are to get a mail about all changes since their last one. */
  defineEvent('ChangeMailsRequested', 1, z.object({ bookingId, at: z.string(), to: z.array(mailRoleSchema) })),
  /**
   * While the booking waits: the sources by which a host is busy at the time from `start`; none: the host is not any more.
   * `calendarRevision`: the event of the host's calendar that says so. `warnsHost`: the host, who was asked to approve it
   * without that knowledge, is mailed.
   */
  defineEvent(
    'ClashesRecorded',
    1,
    z.object({
      bookingId,
      hostId: z.string(),
      start: z.string(),
      sources: z.array(busySourceSchema),
      calendarRevision: z.int(),
      warnsHost: z.boolean(),
    }),
  ),
  /** Whether the attendee failed to appear. */
  defineEvent('NoShowRecorded', 1, z.object({ bookingId, noShow: z.boolean() })),
] as const;

export type BookingEvent = EventOf<typeof bookingEvents>;
export type BookingRequest = z.infer<typeof bookingRequestSchema>;
