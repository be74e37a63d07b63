import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { onceHeader } from '../api/once-key.js';
import { rememberBookings } from '../api/follow.js';
import type { Booking } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Question } from '../ui/question.js';
import { TextLine } from '../ui/text-line.js';
import { useMoments } from '../ui/use-moments.js';
import { wordsFor } from '../ui/words-for.js';

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
