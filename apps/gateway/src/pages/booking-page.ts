import type { BookingStatus } from '@bookonce/booking/views/booking-document';
import type { BookingParts } from '../handlers/booking-form.js';
import type { Answer } from '../http/answer.js';
import { cancelForm } from './cancel-form.js';
import { html } from './html.js';
import { page } from './layout.js';
import { placeOf } from './meeting-header.js';
import { WallClock } from './wall-clock.js';

const headings: Readonly<Record<BookingStatus, string>> = {
  pending: 'Your booking is being made',
  awaitingOptIn: 'Please confirm your booking by e-mail',
  awaitingApproval: 'Your booking waits for approval',
  confirmed: 'You are booked',
  declined: 'Your booking was declined',
  cancelled: 'Your booking was cancelled',
  rejected: 'Your booking could not be made',
};

const explanations: Readonly<Record<BookingStatus, string>> = {
  pending: 'This takes a moment. Open this page again to see how it came out.',
  awaitingOptIn: 'We have sent you an e-mail. The time is yours when you confirm there.',
  awaitingApproval: 'You will get an e-mail as soon as the host has answered.',
  confirmed: 'You will get an e-mail with the details. Keep it: it has a link to this page.',
  declined: 'The host could not take this time. Ask them for a new link to choose another one.',
  cancelled: 'The meeting will not take place. To book again, ask for a new link.',
  rejected: 'Nothing has been booked. If your link still works, choose another time there.',
};

export interface BookingPageOptions {
  readonly manageToken: string;
  readonly status: number;
  /** What came of the last thing that was tried. */
  readonly message: string | null;
}

/** The booking as its attendee sees it, in the time zone they booked in. */
export const bookingPage = ({ booking, hosts, meetingType }: BookingParts, options: BookingPageOptions): Answer => {
  const { manageToken, message } = options;
  const calendarPath = `/v1/public/bookings/${manageToken}/calendar.ics`;
  const clock = new WallClock(booking.attendee.timeZone ?? hosts[0]?.schedule.timeZone ?? 'UTC');
  const { status, start, end, attendee } = booking;
  const isDecided = hosts.length === 1 || booking.assignment === 'collective';
  const body = html`<h1>${headings[status]}</h1>
    ${message === null ? null : html`<p role="alert">${message}</p>`}
    <p role="status">${explanations[status]}</p>
    <dl>
      <dt>What</dt>
      <dd>${meetingType?.name ?? 'Meeting'}</dd>
      <dt>When</dt>
      <dd>${clock.day(start)}, ${clock.time(start)}–${clock.time(end)} (${clock.timeZone})</dd>
      ${
        isDecided
          ? html`<dt>With</dt>
              <dd>${hosts.map((host) => host.name).join(', ')}</dd>`
          : null
      }
      ${
        meetingType?.location === undefined
          ? null
          : html`<dt>Where</dt>
              <dd>${placeOf(meetingType.location)}</dd>`
      }
      <dt>For</dt>
      <dd>${attendee.name} (${attendee.email})</dd>
    </dl>
    ${status === 'confirmed' ? html`<p><a class="button" href="${calendarPath}">Add to your calendar</a></p>` : null}
    ${status === 'confirmed' || status === 'awaitingApproval' ? cancelForm(manageToken) : null}`;
  return page(options.status, { title: headings[status], body });
};
