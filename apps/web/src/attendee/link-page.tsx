import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { api, dataOf, type PublicBooking, type PublicLink, type Slot } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { timeFormatIn, deviceTimeZone } from '../shared/time-format.js';
import { attemptKeys, placeBooking, type BookingOutcome } from './place-booking.js';
import { toBookingRequest, detailErrors, type Details, type FieldErrors, noDetails, withoutError } from './details.js';
import { DetailsForm } from './details-form.js';
import { FocusHeading } from './focus-heading.js';
import { sessionValue } from './session-value.js';
import { SlotPicker } from './slot-picker.js';
import type { SlotSource } from './use-slots.js';

interface LinkPageProps {
  readonly token: string;
  readonly link: PublicLink;
  readonly onBooked: (booking: PublicBooking) => void;
}

const slotsOf = (token: string): SlotSource => ({
  name: `link ${token}`,
  load: async ({ from, to }) =>
    (await dataOf(api.GET('/v1/public/links/{token}/slots', { params: { path: { token }, query: { from, to } } })))
      .slots,
});

/** Books with a single-use link: choose a time, then fill in the details. Nothing is sent before the last button. */
export const LinkPage = ({ token, link, onBooked }: LinkPageProps) => {
  const { messages, locale } = useLanguage();
  const queries = useQueryClient();
  const source = useMemo(() => slotsOf(token), [token]);
  const keys = useMemo(() => attemptKeys(token), [token]);
  const draft = useMemo(() => sessionValue<Details>(`bookonce.draft.${token}`), [token]);
  const [timeZone, setTimeZone] = useState(deviceTimeZone);
  const [details, setDetails] = useState<Details>(() => draft.read() ?? noDetails);
  const [slot, setSlot] = useStep();
  const [notice, setNotice] = useState<string | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const { questions } = link.meetingType;

  const settle = (placed: BookingOutcome): void => {
    switch (placed.kind) {
      case 'booked':
        draft.forget();
        onBooked(placed.booking);
        return;
      case 'ended':
        // The server renders the page for each way a link ends.
        location.reload();
        return;
      case 'slotGone':
        setNotice(messages.slotGone);
        setSlot(null);
        void queries.invalidateQueries({ queryKey: ['slots'] });
        return;
      case 'wrong':
        setErrors(placed.errors);
        setNotice(messages.checkFields);
        return;
      case 'failed':
        setNotice(placed.notice);
    }
  };
  const sending = useMutation({
    mutationFn: (chosen: Slot) =>
      placeBooking(token, toBookingRequest(chosen, details, questions, timeZone), keys, messages),
    onSuccess: settle,
    onError: () => setNotice(messages.tryAgain),
  });

  if (slot === null) {
    return (
      <>
        <FocusHeading takesFocus={notice !== null}>{messages.chooseTime}</FocusHeading>
        {notice !== null && (
          <p role="alert" className="notice">
            {notice}
          </p>
        )}
        <SlotPicker
          heading={messages.chooseTime}
          source={source}
          timeZone={timeZone}
          onTimeZone={setTimeZone}
          onPick={(picked) => {
            setNotice(null);
            setSlot(picked);
          }}
        />
        <p className="quiet">{messages.validUntil(timeFormatIn(timeZone, locale).day(link.expiresAt))}</p>
      </>
    );
  }
  return (
    <DetailsForm
      when={timeFormatIn(timeZone, locale).span(slot)}
      details={details}
      questions={questions}
      errors={errors}
      notice={notice}
      isSending={sending.isPending}
      onChange={(changed, name) => {
        draft.write(changed);
        setDetails(changed);
        setErrors(withoutError(errors, name));
        setNotice(null);
      }}
      onBack={() => setSlot(null)}
      onSend={() => {
        const wrong = detailErrors(details, questions, messages);
        setErrors(wrong);
        const isWrong = Object.keys(wrong).length > 0;
        setNotice(isWrong ? messages.checkFields : null);
        if (!isWrong) sending.mutate(slot);
      }}
    />
  );
};

interface Step {
  readonly slot: Slot | null;
}

/** Keeps the chosen slot in the browser's history, so that "back" returns to the times instead of leaving the page. */
const useStep = (): readonly [Slot | null, (slot: Slot | null) => void] => {
  const [slot, show] = useState<Slot | null>(null);
  useEffect(() => {
    const onPop = (event: PopStateEvent): void => show((event.state as Step | null)?.slot ?? null);
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  const go = (next: Slot | null): void => {
    if (next === null) history.back();
    else history.pushState({ slot: next } satisfies Step, '');
    show(next);
  };
  return [slot, go];
};
