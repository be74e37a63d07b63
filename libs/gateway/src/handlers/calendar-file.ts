import { calendarFile } from '@bookonce/platform/calendar-file';
import type { GatewayOptions } from '../gateway-options.js';
import { manageUrlsOf, type BookingParts } from './booking-form.js';

/** A booking as a calendar file that its attendee loads. */
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
