import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { updateCachedBookings } from '../api/changes.js';
import { useMeetingTypes } from '../api/queries.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Booking } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { TextInput } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';
import { useTimeFormat } from '../ui/use-time-format.js';

interface BookingCardProps {
  readonly booking: Booking;
  readonly isMarked: boolean;
  /** Null if the booking can no longer be cancelled. */
  readonly onCancel: (() => void) | null;
}

export const BookingCard = ({ booking, isMarked, onCancel }: BookingCardProps) => {
  const { bookings: t } = useTexts();
  const { span } = useTimeFormat();
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
          <ActionButton look="secondary quiet-danger" label={t.cancelNamed(attendee.name)} onPress={onCancel}>
            {t.cancel}
          </ActionButton>
        </div>
      )}
    </li>
  );
};

/** Returns the label of a question, or its id if the question has been removed. */
const useQuestionLabels = (meetingTypeId: string): ((id: string) => string) => {
  const types = useMeetingTypes();
  const questions = types.data?.find(({ id }) => id === meetingTypeId)?.questions ?? [];
  return (id) => questions.find((question) => question.id === id)?.label ?? id;
};

interface CancelDialogProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

export const CancelDialog = ({ booking, onClose }: CancelDialogProps) => {
  const texts = useTexts();
  const { bookings: t, common } = texts;
  const { span } = useTimeFormat();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [idempotency] = useState(idempotencyHeader);
  const cancelling = useMutation({
    mutationFn: () => {
      const body = reason.trim() === '' ? {} : { reason: reason.trim() };
      const params = { path: { id: booking.id }, header: idempotency };
      return dataOf(api.POST('/v1/bookings/{id}/cancel', { body, params }));
    },
    onSuccess: (cancelled) => {
      updateCachedBookings(queries, [cancelled]);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t.cancelTitle}
      warning={t.cancelWarning}
      yes={t.cancelNow}
      isBusy={cancelling.isPending}
      problem={cancelling.isError ? errorText(cancelling.error, texts) : null}
      onYes={() => cancelling.mutate()}
      onNo={onClose}
    >
      <p>
        <strong>{booking.attendee.name}</strong>, {span(booking)}
      </p>
      <TextInput label={common.optional(t.reason)} rows={2} maxLength={500} value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
};
