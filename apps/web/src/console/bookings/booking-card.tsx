import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { rememberBookings } from '../api/changes.js';
import { useMeetingTypes } from '../api/queries.js';
import { onceHeader } from '../api/requests.js';
import type { Booking } from '../api/shapes.js';
import { useTexts, wordsFor } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { TextLine } from '../ui/fields.js';
import { Question } from '../ui/panel.js';
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

interface CancelQuestionProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

export const CancelQuestion = ({ booking, onClose }: CancelQuestionProps) => {
  const texts = useTexts();
  const { bookings: t, common } = texts;
  const { span } = useMoments();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [once] = useState(onceHeader);
  const cancelling = useMutation({
    mutationFn: () => {
      const body = reason.trim() === '' ? {} : { reason: reason.trim() };
      const params = { path: { id: booking.id }, header: once };
      return dataOf(api.POST('/v1/bookings/{id}/cancel', { body, params }));
    },
    onSuccess: (cancelled) => {
      rememberBookings(queries, [cancelled]);
      onClose();
    },
  });
  return (
    <Question
      title={t.cancelTitle}
      warning={t.cancelWarning}
      yes={t.cancelNow}
      isBusy={cancelling.isPending}
      problem={cancelling.isError ? wordsFor(cancelling.error, texts) : null}
      onYes={() => cancelling.mutate()}
      onNo={onClose}
    >
      <p>
        <strong>{booking.attendee.name}</strong>, {span(booking)}
      </p>
      <TextLine label={common.optional(t.reason)} rows={2} maxLength={500} value={reason} onChange={setReason} />
    </Question>
  );
};
