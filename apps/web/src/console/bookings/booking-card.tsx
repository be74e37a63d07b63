import { useEffect, useRef } from 'react';
import { useMeetingTypes } from '../api/queries.js';
import type { Booking } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { useMoments } from '../ui/use-moments.js';

interface BookingCardProps {
  readonly booking: Booking;
  readonly isMarked: boolean;
  /** Null where it cannot be cancelled any more. */
  readonly onCancel: (() => void) | null;
}

export const BookingCard = ({ booking, isMarked, onCancel }: BookingCardProps) => {
  const { bookings: t } = useTexts();
  const { span } = useMoments();
  const { attendee, hosts, meetingType, status, note } = booking;
  const answers = Object.entries(booking.answers);
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isMarked) card.current?.scrollIntoView({ block: 'center' });
  }, [isMarked]);
  const labelOf = useQuestionLabels(booking.meetingTypeId);
  return (
    <li ref={card} className={isMarked ? 'card booking-card marked' : 'card booking-card'}>
      <h2>{span(booking)}</h2>
      <p>
        <strong>{attendee.name}</strong> <a href={`mailto:${attendee.email}`}>{attendee.email}</a>
      </p>
      <p className="quiet">
        {[meetingType?.name, ...(hosts.length === 0 ? [] : [t.with(hosts.map(({ name }) => name).join(', '))])]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </p>
      {status !== 'confirmed' && <span className="badge">{t.statuses[status]}</span>}
      {booking.endedReason !== undefined && <p className="quiet">{`${t.reason}: ${booking.endedReason}`}</p>}
      {(answers.length > 0 || note !== undefined) && (
        <details>
          <summary>{t.answers}</summary>
          {note !== undefined && <p className="as-written">{note}</p>}
          <dl className="facts">
            {answers.map(([question, answer]) => (
              <div key={question}>
                <dt>{labelOf(question)}</dt>
                <dd className="as-written">{typeof answer === 'boolean' ? (answer ? t.yes : t.no) : answer}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {onCancel !== null && (
        <div className="buttons">
          <Action look="secondary quiet-danger" label={t.cancelNamed(attendee.name)} onPress={onCancel}>
            {t.cancel}
          </Action>
        </div>
      )}
    </li>
  );
};

/** A question as it was put to the attendee; one that has been taken away since is named by its id. */
const useQuestionLabels = (meetingTypeId: string): ((id: string) => string) => {
  const types = useMeetingTypes();
  const questions = types.data?.find(({ id }) => id === meetingTypeId)?.questions ?? [];
  return (id) => questions.find((question) => question.id === id)?.label ?? id;
};
