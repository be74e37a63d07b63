import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { GatewayOptions } from '../gateway-options.js';
import { manageUrlsOf, type BookingParts } from './booking-form.js';

/**
 * A booking as an iCalendar file (RFC 5545). Its UID never changes and SEQUENCE rises with each change, so that
 * a calendar that imports it again replaces what it has.
 */
export const calendarFile = (
  { booking, hosts, meetingType }: BookingParts,
  urls: Pick<GatewayOptions, 'baseUrl' | 'vault'>,
): string => {
  const isCancelled = booking.status === 'cancelled';
  const names = hosts.map((host) => host.name).join(', ');
  const [organizer] = hosts;
  const { manageUrl } = manageUrlsOf(booking.id, urls);
  const calendar = ical({
    prodId: { company: 'Bookonce', product: 'Bookonce', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  const event = calendar.createEvent({
    id: `${booking.id}@bookonce`,
    sequence: booking.sequence,
    start: new Date(booking.start),
    end: new Date(booking.end),
    stamp: new Date(booking.updatedAt),
    created: new Date(booking.createdAt),
    lastModified: new Date(booking.updatedAt),
    summary: `${meetingType?.name ?? 'Meeting'}${names === '' ? '' : ` with ${names}`}`,
    description: `See or change your booking: ${manageUrl}`,
    url: manageUrl,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (meetingType?.location?.value !== undefined) event.location(meetingType.location.value);
  if (organizer !== undefined) event.organizer({ name: organizer.name, email: organizer.email });
  event.createAttendee({ name: booking.attendee.name, email: booking.attendee.email });
  // RFC 5545: every line ends with CRLF, the last one too.
  return `${calendar.toString()}\r\n`;
};
