import type { holdSlot, SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { placeBooking } from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { FieldError } from '@bookonce/contracts/replies';
import type { BookingState } from '@bookonce/contracts/streams/booking';
import type { CurrentLink } from '@bookonce/contracts/streams/link';
import { attemptLimit } from '@bookonce/contracts/streams/link-attempts';
import { withOverrides, type SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import { placeOf } from '@bookonce/contracts/values/meeting-place';
import { hostsOfLink, type MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { refusalToPlainHost } from '@bookonce/contracts/values/plain-hosts';
import { emailKey } from '@bookonce/kernel/email-address';
import { utf8Length } from '@bookonce/contracts/values/text';
import { withoutUndefined } from '@bookonce/kernel/json';
import { fail, ok } from '@bookonce/kernel/result';
import { minutesAfter, nothing, type Decision } from './booking-decision.js';
import { answeredQuestions, answerErrors } from './question-answers.js';

/** The caller's part of a booking; the service looks up the rest. */
export type BookingDetails = PayloadOf<typeof placeBooking>;

export interface RequestBooking {
  readonly type: 'request';
  /** A host books on behalf of the recipient: for any address, and confirmed at once. */
  readonly by: 'attendee' | 'host';
  /** The plain host who books; undefined for owners and attendees. */
  readonly plainHostId?: string | undefined;
  /** Whether an owner made the link. Matters to plain hosts alone. */
  readonly isLinkByOwner?: boolean;
  readonly bookingId: string;
  readonly manageTokenHash: string;
  /** Takes the place of `{random}` in the location. */
  readonly roomName: string;
  readonly details: BookingDetails;
  /** The current link and meeting type, from their own streams. */
  readonly link: CurrentLink;
  readonly meetingType: MeetingTypeSettings;
  /** Why no host can take the slot, by the calendars' own word; null if one can, as far as anybody knows. */
  readonly slotRefusal: SlotRefusal | null;
  /** Hosts whose connected calendars must be read before they take a meeting, and cannot be read now. */
  readonly unreadableHostIds: readonly string[];
}

/** Answers and note of one booking together, in bytes of UTF-8. */
const MOST_WRITTEN_BYTES = 16 * 1024;

export const requestBooking = (command: RequestBooking, state: BookingState): Decision => {
  const { by, details, link } = command;
  // The id derives from the caller's command: the same one for something else must not pass for a repeat (I8).
  if (state.status !== 'none') return isSameRequest(details, state.request) ? nothing : fail({ kind: 'keyReused' });
  if (link.end !== null) return fail({ kind: 'linkEnded', end: link.end });
  if (by === 'attendee' && !isForThem(link, details)) return fail({ kind: 'notTheRecipient' });
  const meetingType = withOverrides(command.meetingType, link.overrides);
  if (by === 'host') {
    const { plainHostId, isLinkByOwner = false } = command;
    const given = { overrides: link.overrides, isByOwner: isLinkByOwner };
    // A host's booking is confirmed at once.
    const refusal = refusalToPlainHost(command.meetingType, plainHostId, 'instant', given);
    if (refusal !== null) return fail(refusal);
  }
  const limit = by === 'attendee' ? attemptLimit(link.attempts, { waits: asksAttendee(command, meetingType) }) : null;
  if (limit !== null) return fail({ kind: limit });
  const guests = guestsOf(details);
  const errors = [
    ...answerErrors(meetingType.questions, details.answers ?? {}),
    ...guestErrors(guests, meetingType.maxGuests),
    ...lengthErrors(details),
  ];
  if (errors.length > 0) return fail({ kind: 'invalid', errors });
  const whose = hostsOfLink(link, meetingType);
  if (whose.hostIds.length === 0) return fail({ kind: 'slotNotOffered' });
  const hosts = readableHosts(whose, command.unreadableHostIds);
  // A host whose calendar cannot be read may be the one who is free.
  if (hosts === null || (command.slotRefusal !== null && command.unreadableHostIds.length > 0)) {
    return fail({ kind: 'calendarUnavailable' });
  }
  if (command.slotRefusal !== null) return fail(command.slotRefusal);
  return ok([{ type: 'BookingRequested', data: snapshotOf(command, { ...meetingType, ...hosts }, guests) }]);
};

/** The hosts who may take the meeting; null if nobody may. All must be readable if all take it. */
const readableHosts = (
  { assignment, hostIds }: Pick<MeetingTypeSettings, 'assignment' | 'hostIds'>,
  unreadable: readonly string[],
): Pick<MeetingTypeSettings, 'assignment' | 'hostIds'> | null => {
  const readable = hostIds.filter((hostId) => !unreadable.includes(hostId));
  if (readable.length === 0 || (assignment === 'collective' && readable.length < hostIds.length)) return null;
  return { assignment, hostIds: readable };
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

const lengthErrors = ({ answers = {}, note = '' }: BookingDetails): readonly FieldError[] => {
  const written = [note, ...Object.entries(answers).flatMap(([id, answer]) => [id, String(answer)])];
  if (written.reduce((sum, text) => sum + utf8Length(text), 0) <= MOST_WRITTEN_BYTES) return [];
  const path = Object.keys(answers).length === 0 ? 'note' : 'answers';
  return [{ path, message: 'must be 16 KB at most, answers and note together' }];
};

/** Whether the attendee confirms the attempt by mail before it consumes the link. */
const asksAttendee = (
  { by, link }: Pick<RequestBooking, 'by' | 'link'>,
  { confirmation }: Pick<MeetingTypeSettings, 'confirmation'>,
): boolean => by === 'attendee' && (confirmation === 'doubleOptIn' || link.recipientOnly);

/** All that the booking follows from now on, whatever becomes of its link and meeting type. Defaults are left out. */
const snapshotOf = (
  command: RequestBooking,
  meetingType: MeetingTypeSettings,
  guests: readonly string[],
): BookingRequest => {
  const { by, bookingId, manageTokenHash, roomName, details, link } = command;
  const { linkId, start, attendee, answers = {}, note, language, region, tracking } = details;
  const { durationMinutes, location, reminders, optInMinutes, approvalHours } = meetingType;
  const confirmation = by === 'host' ? 'instant' : meetingType.confirmation;
  const slotOverrides = slotOverridesOf(link);
  return {
    bookingId,
    meetingTypeId: link.meetingTypeId,
    title: meetingType.name,
    assignment: meetingType.assignment,
    hostIds: meetingType.hostIds,
    confirmation,
    end: minutesAfter(start, durationMinutes),
    linkId,
    start,
    attendee,
    answers,
    ...withoutUndefined({ note, language, region, questions: answeredQuestions(meetingType.questions, answers) }),
    ...(guests.length === 0 ? {} : { guests: [...guests] }),
    ...(tracking === undefined || Object.keys(tracking).length === 0 ? {} : { tracking }),
    location: location === undefined ? null : placeOf(location, roomName),
    ...(slotOverrides === null ? {} : { slotOverrides }),
    ...(asksAttendee(command, meetingType) ? { optIn: { minutes: optInMinutes, linkExpiresAt: link.expiresAt } } : {}),
    ...(confirmation === 'approval' ? { approvalHours } : {}),
    ...(reminders.length === 0 ? {} : { reminders }),
    manageTokenHash,
  };
};

/** The slot as its calendars are asked for it. */
export const slotToHold = (request: BookingRequest): PayloadOf<typeof holdSlot> => {
  const { bookingId, hostIds, start, end, linkId, meetingTypeId, assignment, slotOverrides } = request;
  const overrides = slotOverrides === undefined ? {} : { overrides: slotOverrides };
  return { bookingId, hostIds: [...hostIds], start, end, linkId, meetingTypeId, assignment, ...overrides };
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
