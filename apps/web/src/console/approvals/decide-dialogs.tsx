import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError, dataOf } from '../../api/client.js';
import { bookingOf, updateCachedBookings } from '../api/changes.js';
import { useMeetingTypes } from '../api/queries.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Booking } from '../api/shapes.js';
import { ClashNotices } from '../bookings/clash-notices.js';
import { useTexts, errorText } from '../texts/texts.js';
import { TextInput } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';
import { TickBox } from '../ui/tick-box.js';
import { refusedField } from '../ui/refused-fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import { useTimeFormat } from '../ui/use-time-format.js';

/** `tooLate`: somebody else decided, or the attendee cancelled; the booking says which. */
export interface Outcome {
  readonly kind: 'decided' | 'tooLate';
  readonly booking: Booking;
}

interface DecideDialogProps {
  readonly booking: Booking;
  readonly onDone: (outcome: Outcome) => void;
  readonly onClose: () => void;
}

type Header = ReturnType<typeof idempotencyHeader>;

/** Sends a decision. If the booking was decided otherwise meanwhile, finds out how. */
const useDecision = (id: string, onDone: (outcome: Outcome) => void) => {
  const queries = useQueryClient();
  const [header, setHeader] = useState(idempotencyHeader);
  const done = (kind: Outcome['kind'], booking: Booking): void => {
    updateCachedBookings(queries, [booking]);
    onDone({ kind, booking });
  };
  const deciding = useMutation({
    mutationFn: async (decide: (header: Header) => Promise<Booking>): Promise<Outcome> => {
      try {
        return { kind: 'decided', booking: await decide(header) };
      } catch (error) {
        if (!(error instanceof ApiError) || error.slug !== 'conflict-with-state') throw error;
        return { kind: 'tooLate', booking: await bookingOf(id) };
      }
    },
    onSuccess: ({ kind, booking }) => done(kind, booking),
  });
  /** Another body is another request. */
  const startOver = (): void => {
    if (deciding.isError) setHeader(idempotencyHeader());
    deciding.reset();
  };
  return { ...deciding, startOver };
};

const Summary = ({ booking }: { readonly booking: Booking }) => {
  const { span } = useTimeFormat();
  return (
    <p>
      <strong>{booking.attendee.name}</strong>, {span(booking)}
    </p>
  );
};

export const ApproveDialog = ({ booking, onDone, onClose }: DecideDialogProps) => {
  const texts = useTexts();
  const { approvals: t, common } = texts;
  const [message, setMessage] = useState('');
  const deciding = useDecision(booking.id, onDone);
  const problemText = useProblemText();
  const approve = (header: Header): Promise<Booking> => {
    const body = message.trim() === '' ? {} : { message: message.trim() };
    return dataOf(api.POST('/v1/bookings/{id}/approve', { body, params: { path: { id: booking.id }, header } }));
  };
  return (
    <ConfirmDialog
      title={t.approveTitle}
      warning={t.approveHint}
      yes={t.approveNow}
      isDangerous={false}
      isBusy={deciding.isPending}
      problem={deciding.isError ? errorText(deciding.error, texts) : null}
      refusal={deciding.error}
      hasEdits={message.trim() !== ''}
      onYes={() => deciding.mutate(approve)}
      onNo={onClose}
    >
      <Summary booking={booking} />
      <ClashNotices booking={booking} />
      <TextInput
        label={common.optional(t.message)}
        rows={3}
        maxLength={2000}
        value={message}
        error={problemText(refusedField(deciding.error))}
        onChange={(typed) => {
          setMessage(typed);
          deciding.startOver();
        }}
      />
    </ConfirmDialog>
  );
};

export const DeclineDialog = ({ booking, onDone, onClose }: DecideDialogProps) => {
  const texts = useTexts();
  const { approvals: t, common } = texts;
  const [reason, setReason] = useState('');
  const [sendFreshLink, setSendFreshLink] = useState(false);
  const type = useMeetingTypes().data?.find(({ id }) => id === booking.meetingTypeId);
  const isArchived = type?.archived === true;
  const deciding = useDecision(booking.id, onDone);
  const problemText = useProblemText();
  const decline = (header: Header): Promise<Booking> => {
    const body = {
      sendFreshLink: sendFreshLink && !isArchived,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    };
    return dataOf(api.POST('/v1/bookings/{id}/decline', { body, params: { path: { id: booking.id }, header } }));
  };
  return (
    <ConfirmDialog
      title={t.declineTitle}
      warning={t.declineHint}
      yes={t.declineNow}
      isBusy={deciding.isPending}
      problem={deciding.isError ? errorText(deciding.error, texts) : null}
      refusal={deciding.error}
      hasEdits={reason.trim() !== ''}
      onYes={() => deciding.mutate(decline)}
      onNo={onClose}
    >
      <Summary booking={booking} />
      <TextInput
        label={common.optional(t.reason)}
        rows={3}
        maxLength={500}
        value={reason}
        error={problemText(refusedField(deciding.error))}
        onChange={(typed) => {
          setReason(typed);
          deciding.startOver();
        }}
      />
      {isArchived ? (
        <p className="quiet">{t.noFreshLink}</p>
      ) : (
        <TickBox
          label={t.freshLink}
          isSelected={sendFreshLink}
          onChange={(isSelected) => {
            setSendFreshLink(isSelected);
            deciding.startOver();
          }}
        />
      )}
    </ConfirmDialog>
  );
};
