import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { updateCachedBookings } from '../api/changes.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Booking } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { TextInput } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';
import { refusedField } from '../ui/refused-fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import { useTimeFormat } from '../ui/use-time-format.js';

interface CancelDialogProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

export const CancelDialog = ({ booking, onClose }: CancelDialogProps) => {
  const texts = useTexts();
  const { bookings: t, common } = texts;
  const { span } = useTimeFormat();
  const problemText = useProblemText();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [idempotency, setIdempotency] = useState(idempotencyHeader);
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
      no={t.keep}
      isBusy={cancelling.isPending}
      problem={cancelling.isError ? errorText(cancelling.error, texts) : null}
      refusal={cancelling.error}
      hasEdits={reason.trim() !== ''}
      onYes={() => cancelling.mutate()}
      onNo={onClose}
    >
      <p>
        <strong>{booking.attendee.name}</strong>, {span(booking)}
      </p>
      <TextInput
        label={common.optional(t.reason)}
        rows={2}
        maxLength={500}
        value={reason}
        error={problemText(refusedField(cancelling.error))}
        onChange={(typed) => {
          setReason(typed);
          // Another reason is another request.
          if (cancelling.isError) setIdempotency(idempotencyHeader());
          cancelling.reset();
        }}
      />
    </ConfirmDialog>
  );
};
