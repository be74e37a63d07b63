import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import { api, ApiError, dataOf, type PublicBooking, type Slot } from '../api/client.js';
import { FocusHeading } from './focus-heading.js';
import { SlotPicker } from './slot-picker.js';
import type { SlotSource } from './use-slots.js';
import { useLanguage, useMessages } from '../messages/language.js';
import { momentsIn } from '../shared/moments.js';

/** What came of changing a booking. */
export type Change =
  | { readonly kind: 'changed'; readonly booking: PublicBooking }
  | { readonly kind: 'slotGone' | 'notPossible' | 'failed' };

const changeFrom = async (change: () => Promise<PublicBooking>): Promise<Change> => {
  try {
    return { kind: 'changed', booking: await change() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.slug === 'slot-taken' || error.slug === 'slot-not-offered') return { kind: 'slotGone' };
    return { kind: error.problem?.status === 409 ? 'notPossible' : 'failed' };
  }
};

/** Moving to where it is already changes nothing, so a call may be repeated. */
const moveBooking = (manageToken: string, start: string): Promise<Change> =>
  changeFrom(() =>
    dataOf(
      api.POST('/v1/public/bookings/{manageToken}/reschedule', { params: { path: { manageToken } }, body: { start } }),
    ),
  );

const cancelBooking = (manageToken: string, reason: string): Promise<Change> =>
  changeFrom(() =>
    dataOf(
      api.POST('/v1/public/bookings/{manageToken}/cancel', {
        params: { path: { manageToken } },
        body: reason.trim() === '' ? {} : { reason: reason.trim() },
      }),
    ),
  );

interface MoveBookingProps {
  readonly manageToken: string;
  readonly booking: PublicBooking;
  readonly timeZone: string;
  readonly onTimeZone: (timeZone: string) => void;
  readonly onDone: (change: Change) => void;
  readonly onBack: () => void;
}

const slotsToMoveTo = (manageToken: string): SlotSource => ({
  name: `booking ${manageToken}`,
  load: async ({ from, to }) => {
    const params = { path: { manageToken }, query: { from, to } };
    return (await dataOf(api.GET('/v1/public/bookings/{manageToken}/slots', { params }))).slots;
  },
});

/** Another time for the booking: chosen first, then confirmed. */
export const MoveBooking = ({ manageToken, booking, timeZone, onTimeZone, onDone, onBack }: MoveBookingProps) => {
  const { messages, locale } = useLanguage();
  const queries = useQueryClient();
  const source = useMemo(() => slotsToMoveTo(manageToken), [manageToken]);
  const moments = momentsIn(timeZone, locale);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const moving = useMutation({
    mutationFn: ({ start }: Slot) => moveBooking(manageToken, start),
    onSuccess: (change) => {
      if (change.kind === 'slotGone') {
        setNotice(messages.moveGone);
        setSlot(null);
        void queries.invalidateQueries({ queryKey: ['slots'] });
      } else if (change.kind === 'failed') setNotice(messages.tryAgain);
      else onDone(change);
    },
    onError: () => setNotice(messages.tryAgain),
  });
  const said = notice !== null && (
    <p role="alert" className="notice">
      {notice}
    </p>
  );

  if (slot !== null) {
    return (
      <section>
        <FocusHeading key="confirm">{messages.moveTo(moments.span(slot))}</FocusHeading>
        {said}
        <div className="buttons">
          <Button className="primary" isPending={moving.isPending} onPress={() => moving.mutate(slot)}>
            {moving.isPending ? messages.moving : messages.move}
          </Button>
          <Button className="secondary" isDisabled={moving.isPending} onPress={() => setSlot(null)}>
            {messages.changeTime}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section>
      <FocusHeading key="choose">{messages.reschedule}</FocusHeading>
      <p>{messages.moveFrom(moments.span(booking))}</p>
      {said}
      <SlotPicker
        heading={messages.reschedule}
        source={source}
        timeZone={timeZone}
        onTimeZone={onTimeZone}
        present={booking.start}
        onPick={(picked) => {
          setNotice(null);
          setSlot(picked);
        }}
      />
      <div className="buttons">
        <Button className="secondary" onPress={onBack}>
          {messages.keep}
        </Button>
      </div>
    </section>
  );
};

interface CancelBookingProps {
  readonly manageToken: string;
  readonly onDone: (change: Change) => void;
  readonly onBack: () => void;
}

/** Says what cancelling means, and asks once more. */
export const CancelBooking = ({ manageToken, onDone, onBack }: CancelBookingProps) => {
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
      <FocusHeading>{messages.cancelSure}</FocusHeading>
      <p>{messages.cancelMeans}</p>
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
        <Button className="danger" isPending={cancelling.isPending} onPress={() => cancelling.mutate()}>
          {cancelling.isPending ? messages.cancelling : messages.cancelNow}
        </Button>
        <Button className="secondary" isDisabled={cancelling.isPending} onPress={onBack}>
          {messages.keep}
        </Button>
      </div>
    </section>
  );
};
