import type { Location, PublicBooking } from '../api/client.js';
import type { Messages } from '../messages/en.js';
import { useLanguage } from '../messages/language.js';
import { momentsIn } from '../shared/moments.js';

export const placeText = (location: Location, messages: Messages): string =>
  location.value === undefined
    ? messages.places[location.type]
    : `${messages.places[location.type]}: ${location.value}`;

interface BookingFactsProps {
  readonly booking: PublicBooking;
  readonly timeZone: string;
}

/** What was booked. */
export const BookingFacts = ({ booking, timeZone }: BookingFactsProps) => {
  const { messages, locale } = useLanguage();
  const { meetingType, hosts, attendee } = booking;
  return (
    <dl className="facts">
      <dt>{messages.when}</dt>
      <dd>
        {momentsIn(timeZone, locale).span(booking)} <span className="quiet">({timeZone.replaceAll('_', ' ')})</span>
      </dd>
      {hosts.length > 0 && (
        <>
          <dt>{messages.withWhom}</dt>
          <dd>{hosts.map(({ name }) => name).join(', ')}</dd>
        </>
      )}
      {meetingType?.location !== undefined && (
        <>
          <dt>{messages.where}</dt>
          <dd>{placeText(meetingType.location, messages)}</dd>
        </>
      )}
      <dt>{messages.who}</dt>
      <dd>
        {attendee.name} <span className="quiet">({attendee.email})</span>
      </dd>
    </dl>
  );
};
