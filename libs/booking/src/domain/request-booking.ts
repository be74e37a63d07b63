import type { placeBooking } from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { FieldError } from '@bookonce/contracts/replies';
import type { BookingState } from '@bookonce/contracts/streams/booking';
import type { CurrentLink } from '@bookonce/contracts/streams/link';
import { withOverrides, type SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import { placeOf } from '@bookonce/contracts/values/meeting-place';
import { hostsOfLink, type MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { emailKey } from '@bookonce/contracts/values/people';
import { withoutUndefined } from '@bookonce/kernel/json';
import { fail, ok } from '@bookonce/kernel/result';
import { minutesAfter, nothing, type Decision } from './booking-decision.js';
import { answerErrors } from './question-answers.js';

/** The caller's part of a booking; the service looks up the rest. */
export type BookingDetails = PayloadOf<typeof placeBooking>;

export interface RequestBooking {
  readonly type: 'request';
  /** A host books on behalf of the recipient: for any address, and confirmed at once. */
  readonly by: 'attendee' | 'host';
  readonly bookingId: string;
  readonly manageTokenHash: string;
  /** Takes the place of `{random}` in the location. */
  readonly roomName: string;
  readonly details: BookingDetails;
  /** The current link and meeting type, from their own streams. */
  readonly link: CurrentLink;
  readonly meetingType: MeetingTypeSettings;
}

export const requestBooking = (command: RequestBooking, state: BookingState): Decision => {
  const { by, details, link } = command;
  // The id derives from the caller's command: the same one for something else must not pass for a repeat (I8).
  if (state.status !== 'none') return isSameRequest(details, state.request) ? nothing : fail({ kind: 'keyReused' });
  if (link.end !== null) return fail({ kind: 'linkEnded', end: link.end });
  if (by === 'attendee' && !isForThem(link, details)) return fail({ kind: 'notTheRecipient' });
  const meetingType = withOverrides(command.meetingType, link.overrides);
  const guests = guestsOf(details);
  const errors = [
    ...answerErrors(meetingType.questions, details.answers ?? {}),
    ...guestErrors(guests, meetingType.maxGuests),
  ];
  if (errors.length > 0) return fail({ kind: 'invalid', errors });
  return ok([{ type: 'BookingRequested', data: snapshotOf(command, meetingType, guests) }]);
};

const isForThem = ({ recipientOnly, recipient }: CurrentLink, { attendee }: BookingDetails): boolean =>
  !recipientOnly || (recipient?.email !== undefined && emailKey(recipient.email) === emailKey(attendee.email));

/** Everybody else who is invited, each once. */
const guestsOf = ({ attendee, guests = [] }: BookingDetails): readonly string[] => {
  const byKey = new Map(guests.map((email) => [emailKey(email), email]));
  byKey.delete(emailKey(attendee.email));
  return [...byKey.values()];
};

const guestErrors = (guests: readonly string[], maxGuests: number): readonly FieldError[] => {
  if (guests.length <= maxGuests) return [];
  const message = maxGuests === 0 ? 'must be empty: this meeting type takes no guests' : `must be ${maxGuests} at most`;
  return [{ path: 'guests', message }];
};

/** All that the booking follows from now on, whatever becomes of its link and meeting type. Defaults are left out. */
const snapshotOf = (
  { by, bookingId, manageTokenHash, roomName, details, link }: RequestBooking,
  meetingType: MeetingTypeSettings,
  guests: readonly string[],
): BookingRequest => {
  const { linkId, start, attendee, answers = {}, note, language, tracking } = details;
  const { durationMinutes, location, reminders, optInMinutes, approvalHours } = meetingType;
  const confirmation = by === 'host' ? 'instant' : meetingType.confirmation;
  const asksAttendee = by === 'attendee' && (confirmation === 'doubleOptIn' || link.recipientOnly);
  const slotOverrides = slotOverridesOf(link);
  return {
    bookingId,
    meetingTypeId: link.meetingTypeId,
    ...hostsOfLink(link, meetingType),
    confirmation,
    end: minutesAfter(start, durationMinutes),
    linkId,
    start,
    attendee,
    answers,
    ...withoutUndefined({ note, language }),
    ...(guests.length === 0 ? {} : { guests: [...guests] }),
    ...(tracking === undefined || Object.keys(tracking).length === 0 ? {} : { tracking }),
    location: location === undefined ? null : placeOf(location, roomName),
    ...(slotOverrides === null ? {} : { slotOverrides }),
    ...(asksAttendee ? { optIn: { minutes: optInMinutes, linkExpiresAt: link.expiresAt } } : {}),
    ...(confirmation === 'approval' ? { approvalHours } : {}),
    ...(reminders.length === 0 ? {} : { reminders }),
    manageTokenHash,
  };
};

const slotOverridesOf = ({ overrides }: CurrentLink): SlotOverrides | null => {
  if (overrides === undefined) return null;
  const { durationMinutes, bookingWindow, slots } = overrides;
  const own = withoutUndefined({ durationMinutes, bookingWindow, slots });
  return Object.keys(own).length === 0 ? null : own;
};

/** Whether the caller requests the same booking again, wherever it has moved since (I8). */
const isSameRequest = (details: BookingDetails, before: BookingRequest): boolean =>
  details.linkId === before.linkId &&
  details.start === before.start &&
  details.note === before.note &&
  details.attendee.name === before.attendee.name &&
  details.attendee.email === before.attendee.email &&
  details.attendee.timeZone === before.attendee.timeZone &&
  isSameList(guestsOf(details), before.guests ?? []) &&
  isSameRecord(details.answers ?? {}, before.answers) &&
  isSameRecord(details.tracking ?? {}, before.tracking ?? {});

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

type Values = Readonly<Record<string, string | boolean>>;

const isSameRecord = (a: Values, b: Values): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
