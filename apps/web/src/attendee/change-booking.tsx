import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useReducer, useState } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import { api, ApiError, dataOf, type PublicBooking, type Slot } from '../api/client.js';
import { type CalendarAway, calendarAwayFrom, CalendarAwayNotice } from '../slots/calendar-away.js';
import { BusyButton } from './busy-button.js';
import { FocusHeading } from './focus-heading.js';
import { changedView, OPENING_VIEW } from '../slots/picker-view.js';
import { SlotPicker } from '../slots/slot-picker.js';
import type { SlotSource } from '../slots/use-slots.js';
import { useLanguage, useMessages } from '../messages/language.js';
import type { ShownZone } from '../shared/device-zone.js';
import { timeFormatIn } from '../shared/time-format.js';

/** The outcome of changing a booking. */
export type Change =
  | { readonly kind: 'changed'; readonly booking: PublicBooking }
  | CalendarAway
  | { readonly kind: 'slotGone' | 'tooManyMoves' | 'notPossible' | 'failed' };

const changeFrom = async (change: () => Promise<PublicBooking>): Promise<Change> => {
  try {
    return { kind: 'changed', booking: await change() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.slug === 'slot-taken' || error.slug === 'slot-not-offered') return { kind: 'slotGone' };
    if (error.slug === 'too-many-moves') return { kind: 'tooManyMoves' };
    const away = calendarAwayFrom(error);
    if (away !== null) return away;
    return { kind: error.problem?.status === 409 ? 'notPossible' : 'failed' };
  }
};

/** Rescheduling is idempotent, so a call may be repeated. */
const rescheduleBooking = (manageToken: string, start: string): Promise<Change> =>
  changeFrom(() =>
    dataOf(
      api.POST('/v1/public/bookings/{manageToken}/reschedule', { params: { path: { manageToken } }, body: { start } }),
    ),
  );

export const cancelBooking = (manageToken: string, reason: string): Promise<Change> =>
  changeFrom(() =>
    dataOf(
      api.POST('/v1/public/bookings/{manageToken}/cancel', {
        params: { path: { manageToken } },
        body: reason.trim() === '' ? {} : { reason: reason.trim() },
      }),
    ),
  );

interface RescheduleBookingProps {
  readonly manageToken: string;
  readonly booking: PublicBooking;
  readonly zone: ShownZone;
  readonly onZone: (zone: ShownZone) => void;
  readonly onDone: (change: Change) => void;
  readonly onBack: () => void;
}

const slotsToReschedule = (manageToken: string): SlotSource => ({
  name: `booking ${manageToken}`,
  load: ({ from, to }) => {
    const params = { path: { manageToken }, query: { from, to } };
    return dataOf(api.GET('/v1/public/bookings/{manageToken}/slots', { params }));
  },
});

/** Reschedules the booking in two steps: choose a time, then confirm it. */
export const RescheduleBooking = ({ manageToken, booking, zone, onZone, onDone, onBack }: RescheduleBookingProps) => {
  const { messages, locale } = useLanguage();
  const queries = useQueryClient();
  const source = useMemo(() => slotsToReschedule(manageToken), [manageToken]);
  const format = timeFormatIn(zone.timeZone, locale);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [view, changeView] = useReducer(changedView, OPENING_VIEW);
  const [notice, setNotice] = useState<string | null>(null);
  const [away, setAway] = useState<CalendarAway | null>(null);
  const back = (): void => {
    setNotice(null);
    setAway(null);
    setSlot(null);
  };
  const moving = useMutation({
    mutationFn: ({ start }: Slot) => rescheduleBooking(manageToken, start),
    onSuccess: (change) => {
      setAway(change.kind === 'calendarAway' ? change : null);
      if (change.kind === 'calendarAway') setNotice(null);
      else if (change.kind === 'slotGone') {
        setNotice(messages.rescheduleSlotGone);
        setSlot(null);
        void queries.invalidateQueries({ queryKey: ['slots'] });
      } else if (change.kind === 'failed') setNotice(messages.tryAgain);
      else onDone(change);
    },
    onError: () => setNotice(messages.tryAgain),
  });
  const noticeElement = notice !== null && (
    <p role="alert" className="notice">
      {notice}
    </p>
  );

  if (slot !== null) {
    return (
      <section>
        <FocusHeading key="confirm">{messages.rescheduleTo(format.span(slot))}</FocusHeading>
        <p className="quiet">{messages.inZone(format.zoneAt(slot.start))}</p>
        {noticeElement}
        <div className="buttons">
          <BusyButton className="primary" isBusy={moving.isPending} onPress={() => moving.mutate(slot)}>
            {moving.isPending ? messages.rescheduling : messages.rescheduleNow}
          </BusyButton>
          <Button className="secondary" isDisabled={moving.isPending} onPress={back}>
            {messages.backToTimes}
          </Button>
        </div>
        {away !== null && (
          <CalendarAwayNotice
            text={messages.rescheduleCalendarAway}
            away={away}
            isSending={moving.isPending}
            onTryAgain={() => moving.mutate(slot)}
            onOtherTime={back}
          />
        )}
      </section>
    );
  }
  return (
    <section>
      <FocusHeading key="choose">{messages.reschedule}</FocusHeading>
      <p>
        {messages.rescheduleFrom(format.span(booking))} <span className="quiet">({format.zoneAt(booking.start)})</span>
      </p>
      {noticeElement}
      <SlotPicker
        heading={messages.reschedule}
        source={source}
        zone={zone}
        onZone={onZone}
        view={view}
        onView={changeView}
        currentStart={booking.start}
        onPick={(picked) => {
          setNotice(null);
          setAway(null);
          setSlot(picked);
        }}
      />
      <div className="buttons">
        <Button className="secondary" onPress={onBack}>
          {messages.keepTime}
        </Button>
      </div>
    </section>
  );
};

interface CancelBookingProps {
  readonly manageToken: string;
  /** Whether it awaits approval, so that there is a request to cancel and no meeting yet. */
  readonly isRequest: boolean;
  readonly onDone: (change: Change) => void;
  readonly onBack: () => void;
}

/** Explains what cancelling means and asks for confirmation. */
export const CancelBooking = ({ manageToken, isRequest, onDone, onBack }: CancelBookingProps) => {
  const messages = useMessages();
  const [reason, setReason] = useState('');
  const [hasFailed, setFailed] = useState(false);
  const cancelling = useMutation({
    mutationFn: () => cancelBooking(manageToken, reason),
    onSuccess: (change) => (change.kind === 'failed' ? setFailed(true) : onDone(change)),
    onError: () => setFailed(true),
  });
  return (
    <section>
      <FocusHeading>{isRequest ? messages.cancelRequestTitle : messages.cancelTitle}</FocusHeading>
      <p>{messages.cancelWarning}</p>
      {hasFailed && (
        <p role="alert" className="notice">
          {messages.tryAgain}
        </p>
      )}
      <TextField value={reason} onChange={setReason} className="field">
        <Label>{messages.cancelReason}</Label>
        <TextArea rows={2} maxLength={500} />
      </TextField>
      <div className="buttons">
        <BusyButton className="danger" isBusy={cancelling.isPending} onPress={() => cancelling.mutate()}>
          {cancelling.isPending ? messages.cancelling : isRequest ? messages.cancelRequest : messages.cancelNow}
        </BusyButton>
        <Button className="secondary" isDisabled={cancelling.isPending} onPress={onBack}>
          {isRequest ? messages.keepRequest : messages.keepBooking}
        </Button>
      </div>
    </section>
  );
};
