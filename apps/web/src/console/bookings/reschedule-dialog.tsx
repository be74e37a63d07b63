import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError, dataOf } from '../../api/client.js';
import { deviceTimeZone } from '../../shared/device-zone.js';
import { useServiceNow } from '../../shared/service-time.js';
import { updateCachedBookings } from '../api/changes.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Booking } from '../api/shapes.js';
import { typedStart } from '../preview/typed-start.js';
import { errorText, useTexts } from '../texts/texts.js';
import { TextInput } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';
import { refusedField } from '../ui/refused-fields.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { OfferedStarts } from './offered-starts.js';
import { timeOfDay } from './time-of-day.js';

interface RescheduleDialogProps {
  readonly booking: Booking;
  /** The start that is suggested. */
  readonly start?: string | undefined;
  readonly onClose: () => void;
}

/** Moves a meeting to another time, as its host. Hours, notice and window do not matter; whatever is busy does. */
export const RescheduleDialog = ({ booking, start: suggested, onClose }: RescheduleDialogProps) => {
  const texts = useTexts();
  const { bookings: t, common, why } = texts;
  const { span, dateKey } = useTimeFormat();
  const queries = useQueryClient();
  const serviceNow = useServiceNow();
  const timeZone = deviceTimeZone();
  const [opened] = useState(() => {
    const start = suggested ?? booking.start;
    return { date: dateKey(start), time: timeOfDay(start, timeZone) };
  });
  const [date, setDate] = useState(opened.date);
  const [time, setTime] = useState(opened.time);
  // A new object for each press, so that the focus goes to the field again.
  const [problem, setProblem] = useState<{ readonly text: string } | null>(null);
  const moving = useMutation({
    mutationFn: (start: string) => {
      const params = { path: { id: booking.id }, header: idempotencyHeader() };
      return dataOf(api.POST('/v1/bookings/{id}/reschedule', { body: { start }, params }));
    },
    onSuccess: (moved) => {
      updateCachedBookings(queries, [moved]);
      onClose();
    },
  });
  const edit = (change: () => void): void => {
    setProblem(null);
    moving.reset();
    change();
  };
  const move = (): void => {
    const typed = typedStart(date, time, timeZone);
    if (typed.kind !== 'start') return setProblem({ text: why[typed.kind] });
    if (Date.parse(typed.start) === Date.parse(booking.start)) return setProblem({ text: t.sameTime });
    moving.mutate(typed.start);
  };
  const isTaken = moving.error instanceof ApiError && moving.error.slug === 'slot-taken';
  const isNotOffered = moving.error instanceof ApiError && moving.error.slug === 'slot-not-offered';
  const refused = refusedField(moving.error) === null ? null : common.refused;
  const wrong = problem?.text ?? (isTaken ? t.timeTaken : isNotOffered ? t.timePast : refused);
  return (
    <ConfirmDialog
      no={t.keepTime}
      title={t.rescheduleTitle}
      warning={t.changeHint}
      yes={moving.isPending ? common.saving : t.reschedule}
      isDangerous={false}
      isBusy={moving.isPending}
      problem={moving.isError && wrong === null ? errorText(moving.error, texts) : null}
      refusal={problem ?? moving.error}
      hasEdits={date !== opened.date || time !== opened.time}
      onYes={move}
      onNo={onClose}
    >
      <p>
        <strong>{booking.attendee.name}</strong>, {span(booking)}
      </p>
      <p className="quiet hint">{t.rescheduleHint(zoneName(timeZone))}</p>
      <div className="fields">
        <TextInput
          label={why.date}
          type="date"
          value={date}
          min={dateKey(serviceNow().toISOString())}
          error={date === '' ? wrong : null}
          onChange={(typed) => edit(() => setDate(typed))}
        />
        <OfferedStarts
          bookingId={booking.id}
          timeZone={timeZone}
          date={date}
          chosen={time}
          onChoose={(chosen) => edit(() => setTime(chosen))}
        />
        <TextInput
          label={t.time}
          type="time"
          value={time}
          error={date === '' ? null : wrong}
          onChange={(typed) => edit(() => setTime(typed))}
        />
      </div>
    </ConfirmDialog>
  );
};
