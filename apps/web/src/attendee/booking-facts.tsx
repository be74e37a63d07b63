import { linkedText } from '@bookonce/kernel/linked-text';
import type { Location, PublicBooking } from '../api/client.js';
import type { Messages } from '../messages/en.js';
import { useLanguage, useMessages } from '../messages/language.js';
import {
  googleCalendarUrl,
  officeCalendarUrl,
  outlookCalendarUrl,
  yahooCalendarUrl,
} from '../shared/calendar-links.js';
import { timeFormatIn } from '../shared/time-format.js';

const placeText = (location: Location, messages: Messages): string =>
  location.value === undefined
    ? messages.places[location.type]
    : `${messages.places[location.type]}: ${location.value}`;

interface BookingFactsProps {
  readonly booking: PublicBooking;
  readonly timeZone: string;
}

export const BookingFacts = ({ booking, timeZone }: BookingFactsProps) => {
  const { messages, locale } = useLanguage();
  const { location, hosts, attendee, guests = [] } = booking;
  const format = timeFormatIn(timeZone, locale);
  return (
    <dl className="facts">
      <dt>{messages.when}</dt>
      <dd>
        {format.span(booking)} <span className="quiet">({format.zoneAt(booking.start)})</span>
      </dd>
      {hosts.length > 0 && (
        <>
          <dt>{messages.withWhom}</dt>
          <dd>{hosts.map(({ name }) => name).join(', ')}</dd>
        </>
      )}
      {location !== undefined && (
        <>
          <dt>{messages.where}</dt>
          <dd>
            <Place location={location} isStanding={booking.status === 'confirmed'} />
          </dd>
        </>
      )}
      <dt>{messages.who}</dt>
      <dd>
        {attendee.name} <span className="quiet">({attendee.email})</span>
      </dd>
      {guests.length > 0 && (
        <>
          <dt>{messages.guests}</dt>
          <dd>{guests.join(', ')}</dd>
        </>
      )}
    </dl>
  );
};

interface PlaceProps {
  readonly location: Location;
  /** Nobody needs the room of a meeting that does not stand. */
  readonly isStanding: boolean;
}

/** The place in words; addresses on the web are links. */
const Place = ({ location, isStanding }: PlaceProps) => {
  const messages = useMessages();
  const { type, value } = location;
  if (value === undefined || (type === 'video' && !isStanding)) return messages.places[type];
  return (
    <>
      {messages.places[type]}:{' '}
      {linkedText(value).map(({ text, href }, index) =>
        href === null || !isStanding ? (
          text
        ) : (
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {text}
            <span className="visually-hidden"> ({messages.opensElsewhere})</span>
          </a>
        ),
      )}
    </>
  );
};

/** Offers the booking as a calendar file and as a prefilled entry in calendars on the web. */
export const AddToCalendar = ({ booking }: { readonly booking: PublicBooking }) => {
  const messages = useMessages();
  const { start, end, hosts, meetingType, location, manageUrl, calendarUrl } = booking;
  const names = hosts.map(({ name }) => name).join(', ');
  const name = meetingType?.name ?? messages.what;
  const entry = {
    title: names === '' ? name : `${name} – ${names}`,
    start,
    end,
    place: location === undefined ? undefined : placeText(location, messages),
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
        <Elsewhere href={officeCalendarUrl(entry)} name={messages.office} />
        <Elsewhere href={yahooCalendarUrl(entry)} name={messages.yahoo} />
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
