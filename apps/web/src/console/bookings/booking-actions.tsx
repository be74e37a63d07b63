import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link as PageLink } from 'wouter';
import { api, dataOf } from '../../api/client.js';
import { updateCachedBookings } from '../api/changes.js';
import type { Booking } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { isOver } from './sort-bookings.js';

interface BookingActionsProps {
  readonly booking: Booking;
  readonly now: number;
  readonly onCancel: () => void;
  readonly onChange: () => void;
  readonly onReschedule: () => void;
}

/** Buttons for the changes that the booking's status allows. */
export const BookingActions = ({ booking, now, onCancel, onChange, onReschedule }: BookingActionsProps) => {
  const { bookings: t } = useTexts();
  const { status, attendee } = booking;
  if (status === 'awaitingApproval') {
    return (
      <div className="buttons">
        <PageLink href={`/approvals#${booking.id}`} className="secondary" aria-label={t.decideNamed(attendee.name)}>
          {t.decide}
        </PageLink>
      </div>
    );
  }
  if (status !== 'confirmed') return null;
  if (isOver(booking, now)) return <NoShowButton booking={booking} />;
  return (
    <div className="buttons">
      <ActionButton label={t.rescheduleNamed(attendee.name)} onPress={onReschedule}>
        {t.reschedule}
      </ActionButton>
      <ActionButton label={t.changeNamed(attendee.name)} onPress={onChange}>
        {t.change}
      </ActionButton>
      <ActionButton look="secondary quiet-danger" label={t.cancelNamed(attendee.name)} onPress={onCancel}>
        {t.cancel}
      </ActionButton>
    </div>
  );
};

/** Records whether the attendee of a past meeting was there. */
const NoShowButton = ({ booking }: { readonly booking: Booking }) => {
  const texts = useTexts();
  const { bookings: t } = texts;
  const queries = useQueryClient();
  const { id, attendee, noShow = false } = booking;
  const recording = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/v1/bookings/{id}/no-show', { body: { noShow: !noShow }, params: { path: { id } } })),
    onSuccess: (changed) => updateCachedBookings(queries, [changed]),
  });
  return (
    <>
      {recording.isError && (
        <p role="alert" className="notice">
          {errorText(recording.error, texts)}
        </p>
      )}
      <div className="buttons">
        <ActionButton
          isBusy={recording.isPending}
          label={noShow ? t.undoNoShowNamed(attendee.name) : t.markNoShowNamed(attendee.name)}
          onPress={() => recording.mutate()}
        >
          {noShow ? t.undoNoShow : t.markNoShow}
        </ActionButton>
      </div>
    </>
  );
};
