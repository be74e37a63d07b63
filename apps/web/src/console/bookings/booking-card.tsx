import { type ReactNode, useEffect, useRef } from 'react';
import { useMeetingTypes } from '../api/queries.js';
import type { Booking } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { ClashNotices } from './clash-notices.js';

interface BookingCardProps {
  readonly booking: Booking;
  readonly isMarked: boolean;
  /** True if the answers are shown at once. */
  readonly isOpen?: boolean;
  /** True below a heading that names the day. */
  readonly isUnderDay?: boolean;
  /** Buttons for the host. */
  readonly children?: ReactNode;
}

/** Shows one booking. */
export const BookingCard = ({ booking, isMarked, isOpen = false, isUnderDay = false, children }: BookingCardProps) => {
  const { bookings: t } = useTexts();
  const { span, hoursOf } = useTimeFormat();
  const { attendee, hosts, meetingType, status, noShow } = booking;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isMarked) card.current?.scrollIntoView({ block: 'center' });
  }, [isMarked]);
  return (
    <li ref={card} className={isMarked ? 'card booking-card marked' : 'card booking-card'}>
      {isUnderDay ? <h3>{hoursOf(booking)}</h3> : <h2>{span(booking)}</h2>}
      <p>
        <strong>{attendee.name}</strong> <a href={`mailto:${attendee.email}`}>{attendee.email}</a>
      </p>
      <p className="quiet">
        {[meetingType?.name, ...(hosts.length === 0 ? [] : [t.with(hosts.map(({ name }) => name).join(', '))])]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </p>
      {status !== 'confirmed' && <span className="badge">{t.statuses[status]}</span>}
      {noShow === true && <span className="badge">{t.noShow}</span>}
      <Ending booking={booking} />
      <ClashNotices booking={booking} />
      <HostsWords booking={booking} />
      <Details booking={booking} isOpen={isOpen} />
      {children}
    </li>
  );
};

/** Why it ended, as far as somebody said so. */
const Ending = ({ booking }: { readonly booking: Booking }) => {
  const { bookings: t, historyReasons } = useTexts();
  const { endedReason, reason, freshLinkId } = booking;
  const why = endedReason ?? (reason && (historyReasons[reason] ?? reason));
  return (
    <>
      {why !== undefined && <p className="quiet">{`${t.reason}: ${why}`}</p>}
      {freshLinkId !== undefined && <p className="quiet">{t.freshLink}</p>}
    </>
  );
};

/** The place, and the host's words with the approval: neither comes from the attendee. */
const HostsWords = ({ booking: { location, message } }: { readonly booking: Booking }) => {
  const { bookings: t, types } = useTexts();
  const place = location === undefined ? [] : [types.place[location.type], location.value].filter(Boolean);
  return (
    <>
      {place.length > 0 && <p className="quiet as-written">{place.join(': ')}</p>}
      {message !== undefined && <p className="quiet as-written">{`${t.message}: ${message}`}</p>}
    </>
  );
};

/** The attendee's answers and note, the guests and the tracking. */
const Details = ({ booking, isOpen }: { readonly booking: Booking; readonly isOpen: boolean }) => {
  const { bookings: t } = useTexts();
  const { guests = [], tracking = {}, answers, note } = booking;
  const labelOf = useQuestionLabels(booking.meetingTypeId);
  const facts: readonly (readonly [string, string])[] = [
    ...Object.entries(answers).map(([question, answer]) => {
      const text = typeof answer === 'boolean' ? (answer ? t.yes : t.no) : answer;
      return [labelOf(question), text] as const;
    }),
    ...(guests.length === 0 ? [] : [[t.guests, guests.join(', ')] as const]),
    ...Object.entries(tracking).map(([name, value]) => [`${t.tracking} (${name})`, value] as const),
  ];
  if (facts.length === 0 && note === undefined) return null;
  return (
    <details open={isOpen}>
      <summary>{t.answers}</summary>
      {note !== undefined && <p className="as-written">{note}</p>}
      <dl className="facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="as-written">{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};

/** Returns the label of a question, or its id if the question has been removed. */
const useQuestionLabels = (meetingTypeId: string): ((id: string) => string) => {
  const types = useMeetingTypes();
  const questions = types.data?.find(({ id }) => id === meetingTypeId)?.questions ?? [];
  return (id) => questions.find((question) => question.id === id)?.label ?? id;
};
