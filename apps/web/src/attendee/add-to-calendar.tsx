import type { PublicBooking } from '../api/client.js';
import { useMessages } from '../messages/language.js';
import { googleCalendarUrl, outlookCalendarUrl } from '../shared/calendar-links.js';
import { placeText } from './booking-facts.js';

/** The booking as a file, and ready to be entered elsewhere. */
export const AddToCalendar = ({ booking }: { readonly booking: PublicBooking }) => {
  const messages = useMessages();
  const { start, end, hosts, meetingType, manageUrl, calendarUrl } = booking;
  const names = hosts.map(({ name }) => name).join(', ');
  const name = meetingType?.name ?? messages.what;
  const entry = {
    title: names === '' ? name : `${name} – ${names}`,
    start,
    end,
    place: meetingType?.location === undefined ? undefined : placeText(meetingType.location, messages),
    details: manageUrl,
  };
  return (
    <section>
      <h3>{messages.addToCalendar}</h3>
      <ul className="links">
        <li>
          <a className="secondary" href={new URL(calendarUrl).pathname} download="booking.ics">
            {messages.calendarFile}
          </a>
        </li>
        <Elsewhere href={googleCalendarUrl(entry)} name={messages.google} />
        <Elsewhere href={outlookCalendarUrl(entry)} name={messages.outlook} />
      </ul>
    </section>
  );
};

const Elsewhere = ({ href, name }: { readonly href: string; readonly name: string }) => {
  const messages = useMessages();
  return (
    <li>
      <a className="secondary" href={href} target="_blank" rel="noopener noreferrer">
        {name}
        <span className="visually-hidden"> ({messages.opensElsewhere})</span>
      </a>
    </li>
  );
};
