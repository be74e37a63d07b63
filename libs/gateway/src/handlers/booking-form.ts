import { calendarFile } from '@bookonce/platform/calendar-file';
import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import { hosts, meetingTypes, type HostDocument } from '@bookonce/availability/views/availability-documents';
import type { MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { endOfAttempt, hostIdsOf, locationOf, movesLeft, shownStatusOf } from '@bookonce/contracts/streams/booking';
import { clashesWhileWaiting } from '@bookonce/contracts/streams/booking-clashes';
import { emailAt } from '@bookonce/contracts/values/former-emails';
import { placeBeforeBooking } from '@bookonce/contracts/values/meeting-place';
import type { Location } from '@bookonce/contracts/values/meeting-type';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf, withoutUndefined } from '@bookonce/kernel/json';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { GatewayOptions } from '../gateway-options.js';
import type { Viewer } from './owned.js';

/** A booking, with the documents that it refers to. */
export interface BookingParts {
  readonly booking: BookingDocument;
  readonly hosts: readonly HostDocument[];
  readonly meetingType: MeetingTypeDocument | null;
}

export const partsOf = async (
  readModels: ReadModels,
  booking: BookingDocument,
  meetingType?: MeetingTypeDocument,
): Promise<BookingParts> => {
  const [type, ...found] = await Promise.all([
    meetingType ?? readModels.get(meetingTypes, booking.request.meetingTypeId),
    ...hostIdsOf(booking).map((id) => readModels.get(hosts, id)),
  ]);
  return { booking, meetingType: type, hosts: found.filter((host) => host !== null) };
};

type Urls = Pick<GatewayOptions, 'baseUrl' | 'vault'>;

export const manageUrlsOf = (bookingId: string, { baseUrl, vault }: Urls) => {
  const manageToken = vault.manageTokenFor(bookingId);
  return {
    manageUrl: `${baseUrl}/m/${manageToken}`,
    calendarUrl: `${baseUrl}/v1/public/bookings/${manageToken}/calendar.ics`,
  };
};

const shownLocation = ({ booking, meetingType }: Omit<BookingParts, 'hosts'>): Location | undefined =>
  locationOf(booking, meetingType?.location) ?? undefined;

/** Returns the name of the meeting. A booking keeps what was agreed, whatever becomes of its type. */
const titleOf = ({ booking, meetingType }: Omit<BookingParts, 'hosts'>): string | undefined =>
  booking.request.title ?? meetingType?.name;

/** The meeting as this booking has it: links and hosts may give it another length and place than its type. */
const meetingOf = (parts: BookingParts) => {
  const { booking } = parts;
  const name = titleOf(parts);
  if (name === undefined) return undefined;
  const { start, end } = booking.time;
  const durationMinutes = Math.round((epochMsOf(end) - epochMsOf(start)) / 60_000);
  return { name, durationMinutes, ...withoutUndefined({ location: shownLocation(parts) }) };
};

/** The fields that host and attendee both see. */
const sharedForm = (parts: BookingParts) => {
  const { booking } = parts;
  const { linkId, meetingTypeId, confirmation, attendee, answers, note, guests } = booking.request;
  const { id, optInUntil, approval, message, endedReason, freshLinkId, createdAt, updatedAt } = booking;
  return {
    id,
    status: shownStatusOf(booking),
    linkId,
    meetingTypeId,
    confirmation,
    start: booking.time.start,
    end: booking.time.end,
    attendee,
    answers,
    createdAt,
    updatedAt,
    ...withoutUndefined({
      note,
      guests,
      optInUntil,
      message,
      endedReason,
      freshLinkId,
      approvalUntil: approval?.until,
      reason: reasonOf(booking),
      location: shownLocation(parts),
      meetingType: meetingOf(parts),
    }),
  };
};

const reasonOf = (booking: BookingDocument): VoidReason | 'approvalExpired' | undefined => {
  const declinedFor = booking.declinedFor === 'approvalExpired' ? booking.declinedFor : undefined;
  return endOfAttempt(booking) ?? declinedFor;
};

/** While it is not decided who of several hosts takes the meeting, there is no host to name. */
const hostsOf = <Form>({ booking, hosts: found }: BookingParts, form: (host: HostDocument) => Form) => {
  const isUndecided = booking.request.assignment !== 'collective' && hostIdsOf(booking).length > 1;
  const named = isUndecided ? [] : found.map(form);
  return { ...(named[0] === undefined ? {} : { host: named[0] }), hosts: named };
};

/** Whose addresses and calendars a reader sees: every host's, or those of one host alone. */
type Seen = 'all' | { readonly onlyOf: string };

const sees = (seen: Seen, hostId: string): boolean => seen === 'all' || seen.onlyOf === hostId;

const clashesOf = ({ booking }: BookingParts, seen: Seen) =>
  clashesWhileWaiting(booking)
    .filter(({ hostId }) => sees(seen, hostId))
    .flatMap(({ hostId, sources }) => sources.map(({ type, name }) => ({ hostId, source: { type, name } })));

/** The fields that only hosts see. */
const hostsForm = (parts: BookingParts, seen: { readonly addresses: Seen | 'none'; readonly calendars: Seen }) => {
  const { request, noShow } = parts.booking;
  const { addresses } = seen;
  const clashes = clashesOf(parts, seen.calendars);
  return {
    ...hostsOf(parts, ({ id, name, email }) => ({
      id,
      name,
      ...(addresses !== 'none' && sees(addresses, id) ? { email } : {}),
    })),
    ...withoutUndefined({ tracking: request.tracking }),
    ...(noShow ? { noShow } : {}),
    ...(clashes.length === 0 ? {} : { clashes }),
  };
};

/**
 * The booking for a member of its workspace. A plain host sees the names of other hosts, not their addresses or what is in
 * their calendars.
 */
export const bookingForm = (parts: BookingParts, { onlyFor }: Pick<Viewer, 'onlyFor'>, urls: Urls) => {
  const seen: Seen = onlyFor === null ? 'all' : { onlyOf: onlyFor };
  return {
    ...sharedForm(parts),
    ...manageUrlsOf(parts.booking.id, urls),
    ...hostsForm(parts, { addresses: seen, calendars: seen }),
  };
};

/** Without what lets people into a meeting that is not booked, or not yet. */
const placesUntilBooked = <Form extends Pick<ReturnType<typeof sharedForm>, 'location' | 'meetingType'>>(
  form: Form,
  { status, wasConfirmed }: BookingDocument,
): Form => {
  const { location, meetingType } = form;
  if (location === undefined || status === 'confirmed' || wasConfirmed) return form;
  const shown = placeBeforeBooking(location);
  return {
    ...form,
    location: shown,
    ...(meetingType === undefined ? {} : { meetingType: { ...meetingType, location: shown } }),
  };
};

/** Without what the attendee must not see: other workspaces' and hosts' particulars, and how it is assigned. */
export const publicBookingForm = (parts: BookingParts, urls: Urls) => ({
  ...placesUntilBooked(sharedForm(parts), parts.booking),
  ...manageUrlsOf(parts.booking.id, urls),
  ...hostsOf(parts, ({ name }) => ({ name })),
  movesLeft: movesLeft(parts.booking),
});

/** For a host who decides with the token of a mail: without the manage link, which outlives that token. */
export const approvalForm = (parts: BookingParts) => {
  const form = sharedForm(parts);
  const { meetingType } = form;
  const questions = parts.booking.request.questions ?? parts.meetingType?.questions ?? [];
  const archived = parts.meetingType?.archived === true ? { archived: true } : {};
  return {
    ...form,
    ...(meetingType === undefined ? {} : { meetingType: { ...meetingType, questions, ...archived } }),
    // The reader may be any of the hosts, a plain one too. Each was mailed the same clashes.
    ...hostsForm(parts, { addresses: 'none', calendars: 'all' }),
  };
};

/** The booking for the reader of an opt-in mail, who may be a stranger: the address is not confirmed yet. */
export const optInForm = (parts: BookingParts) => {
  const { status, start, end, optInUntil, meetingType, attendee } = placesUntilBooked(sharedForm(parts), parts.booking);
  const { name, email } = attendee;
  return {
    status,
    start,
    end,
    ...withoutUndefined({ optInUntil, meetingType }),
    hosts: hostsOf(parts, (host) => ({ name: host.name })).hosts,
    attendee: { name, email },
  };
};

/** Returns a booking as a calendar file for its attendee to download. */
export const publishedCalendarFile = (
  { booking, hosts, meetingType }: BookingParts,
  urls: Pick<GatewayOptions, 'baseUrl' | 'vault'>,
): string => {
  const names = hosts.map((host) => host.name).join(', ');
  const location = shownLocation({ booking, meetingType })?.value;
  const meeting = {
    bookingId: booking.id,
    sequence: booking.sequence,
    start: booking.time.start,
    end: booking.time.end,
    createdAt: booking.createdAt,
    changedAt: booking.updatedAt,
    title: `${titleOf({ booking, meetingType }) ?? 'Meeting'}${names === '' ? '' : ` with ${names}`}`,
    isCancelled: booking.status === 'cancelled',
    attendee: booking.request.attendee,
    hosts: hosts.map((host) => ({ name: host.name, email: emailAt(host, booking.createdAt) })),
    manageUrl: manageUrlsOf(booking.id, urls).manageUrl,
    ...(location === undefined ? {} : { location }),
  };
  return calendarFile(meeting, 'PUBLISH');
};
