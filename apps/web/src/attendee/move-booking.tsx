import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { api, dataOf, type PublicBooking, type Slot } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { momentsIn } from '../shared/moments.js';
import { moveBooking, type Change } from './change-booking.js';
import { FocusHeading } from './focus-heading.js';
import { SlotPicker } from './slot-picker.js';
import type { SlotSource } from './use-slots.js';

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
