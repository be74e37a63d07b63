import { calendarFile } from '@bookonce/platform/calendar-file';
import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import { hosts, meetingTypes, type HostDocument } from '@bookonce/availability/views/availability-documents';
import type { MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { hostIdsOf, shownStatusOf } from '@bookonce/contracts/streams/booking';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { withoutUndefined } from '@bookonce/kernel/json';
import type { GatewayOptions } from '../gateway-options.js';

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

/** The fields that host and attendee both see. */
const sharedForm = ({ booking, meetingType }: BookingParts, urls: Urls) => {
  const { linkId, meetingTypeId, confirmation, attendee, answers, note } = booking.request;
  const { id, optInUntil, endedReason, createdAt, updatedAt } = booking;
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
    ...withoutUndefined({ note, optInUntil, endedReason }),
    ...(booking.status === 'rejected' ? { reason: booking.reason } : {}),
    ...(meetingType === null ? {} : { meetingType: shortForm(meetingType) }),
    ...manageUrlsOf(booking.id, urls),
  };
};

const shortForm = ({ name, durationMinutes, location }: MeetingTypeDocument) => ({
  name,
  durationMinutes,
  ...(location === undefined ? {} : { location }),
});

/** While it is not decided who of several hosts takes the meeting, there is no host to name. */
const hostsOf = <Form>({ booking, hosts: found }: BookingParts, form: (host: HostDocument) => Form) => {
  const isUndecided = booking.request.assignment !== 'collective' && hostIdsOf(booking).length > 1;
  const named = isUndecided ? [] : found.map(form);
  return { ...(named[0] === undefined ? {} : { host: named[0] }), hosts: named };
};

export const bookingForm = (parts: BookingParts, urls: Urls) => ({
  ...sharedForm(parts, urls),
  ...hostsOf(parts, ({ id, name, email }) => ({ id, name, email })),
});

/** Without what the attendee must not see: other workspaces' and hosts' particulars, and how it is assigned. */
export const publicBookingForm = (parts: BookingParts, urls: Urls) => ({
  ...sharedForm(parts, urls),
  ...hostsOf(parts, ({ name }) => ({ name })),
});

/** Returns a booking as a calendar file for its attendee to download. */
export const publishedCalendarFile = (
  { booking, hosts, meetingType }: BookingParts,
  urls: Pick<GatewayOptions, 'baseUrl' | 'vault'>,
): string => {
  const names = hosts.map((host) => host.name).join(', ');
  const location = meetingType?.location?.value;
  const meeting = {
    bookingId: booking.id,
    sequence: booking.sequence,
    start: booking.time.start,
    end: booking.time.end,
    createdAt: booking.createdAt,
    changedAt: booking.updatedAt,
    title: `${meetingType?.name ?? 'Meeting'}${names === '' ? '' : ` with ${names}`}`,
    isCancelled: booking.status === 'cancelled',
    attendee: booking.request.attendee,
    hosts,
    manageUrl: manageUrlsOf(booking.id, urls).manageUrl,
    ...(location === undefined ? {} : { location }),
  };
  return calendarFile(meeting, 'PUBLISH');
};
