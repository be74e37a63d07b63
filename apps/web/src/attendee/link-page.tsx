import { offsetMs } from '@bookonce/kernel/time-zones/utc-offset';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { type CalendarAway, CalendarAwayNotice } from '../slots/calendar-away.js';
import type { PublicBooking, PublicLink, Slot } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { deviceZone, fallbackZone, type ShownZone } from '../shared/device-zone.js';
import { timeFormatIn } from '../shared/time-format.js';
import { attemptKeys, placeBooking, type BookingOutcome } from './place-booking.js';
import {
  toBookingRequest,
  detailErrors,
  type Details,
  detailsFor,
  type FieldErrors,
  withoutEmptyGuests,
  withoutError,
} from './details.js';
import { DetailsForm } from './details-form.js';
import { FocusHeading } from './focus-heading.js';
import { manageTokenOf } from './manage-token.js';
import { linkSlots } from '../slots/link-slots.js';
import { SlotPicker } from '../slots/slot-picker.js';
import { trackingOf } from './tracking.js';
import { changedView, OPENING_VIEW } from '../slots/picker-view.js';
import { draftOf, pickerViewOf, slotToResume, wayBackFrom } from './way-back.js';

interface LinkPageProps {
  readonly token: string;
  readonly link: PublicLink;
  readonly onBooked: (booking: PublicBooking) => void;
}

/** Books with a single-use link: choose a time, then fill in the details. Nothing is sent before the last button. */
export const LinkPage = ({ token, link, onBooked }: LinkPageProps) => {
  const { messages, locale } = useLanguage();
  const queries = useQueryClient();
  const source = useMemo(() => linkSlots(token), [token]);
  const keys = useMemo(() => attemptKeys(token), [token]);
  const draft = useMemo(() => draftOf(token), [token]);
  const storedView = useMemo(() => pickerViewOf(token), [token]);
  const hostZone = link.timeZone;
  const [zone, setZone] = useState<ShownZone>(() => deviceZone(hostZone));
  const format = timeFormatIn(zone.timeZone, locale);
  const [details, setDetails] = useState<Details>(() => ({ ...detailsFor(link), ...draft.read() }));
  const [slot, setSlot] = useStep(token);
  const [view, changeView] = useReducer(changedView, null, () => storedView.read() ?? OPENING_VIEW);
  useEffect(() => storedView.write(view), [storedView, view]);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [away, setAway] = useState<CalendarAway | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const { questions } = link.meetingType;

  const settle = (placed: BookingOutcome, booked: Slot): void => {
    setAway(placed.kind === 'calendarAway' ? placed : null);
    switch (placed.kind) {
      case 'booked':
        keepForReturn(placed.booking, booked);
        onBooked(placed.booking);
        return;
      case 'ended':
        // The server renders the page for each way a link ends.
        location.reload();
        return;
      case 'slotGone':
        setNotice({ at: 'times', text: messages.slotGone });
        setSlot(null);
        void queries.invalidateQueries({ queryKey: ['slots'] });
        return;
      case 'notTheRecipient':
        setErrors({ 'attendee.email': messages.notThisAddress });
        setNotice({ at: 'details', text: messages.notTheRecipient });
        return;
      case 'wrong':
        setErrors(placed.errors);
        setNotice({ at: 'details', text: messages.checkFields(Object.keys(placed.errors).length) });
        return;
      case 'calendarAway':
        setNotice(null);
        return;
      case 'failed':
        setNotice({ at: 'details', text: placed.notice });
    }
  };
  /** An attempt that waits may come to nothing; then the attendee starts again with the same details. */
  const keepForReturn = (booking: PublicBooking, booked: Slot): void => {
    if (booking.status === 'confirmed' || booking.status === 'awaitingApproval') draft.forget();
    else wayBackFrom(manageTokenOf(booking)).write({ href: location.pathname + location.search, slot: booked });
  };
  const sending = useMutation({
    mutationFn: async (chosen: Slot) => {
      const placeIn = (timeZone: string) => {
        const body = toBookingRequest(chosen, details, questions, { timeZone, tracking: trackingOf(location.search) });
        return placeBooking(token, body, keys, messages);
      };
      const placed = await placeIn(zone.timeZone);
      if (placed.kind !== 'wrong' || placed.errors['attendee.timeZone'] === undefined) return placed;
      // Only the device is to blame: a name that this service does not know yet, or no longer.
      const accepted = fallbackZone(offsetMs(zone.timeZone, new Date(chosen.start)) / 60_000, hostZone);
      setZone(accepted);
      return placeIn(accepted.timeZone);
    },
    onSuccess: settle,
    onError: () => setNotice({ at: 'details', text: messages.tryAgain }),
  });
  const send = (chosen: Slot): void => {
    const sent = withoutEmptyGuests(details);
    setDetails(sent);
    const wrong = detailErrors(sent, questions, messages);
    setErrors(wrong);
    const count = Object.keys(wrong).length;
    setNotice(count === 0 ? null : { at: 'details', text: messages.checkFields(count) });
    if (count === 0) sending.mutate(chosen);
  };

  if (link.hostLeft === true) return <HostLeft link={link} />;
  if (slot === null) {
    return (
      <>
        <FocusHeading takesFocus={notice?.at === 'times'}>{messages.chooseTime}</FocusHeading>
        {notice?.at === 'times' && (
          <p role="alert" className="notice">
            {notice.text}
          </p>
        )}
        <SlotPicker
          heading={messages.chooseTime}
          source={source}
          zone={zone}
          onZone={setZone}
          view={view}
          onView={changeView}
          onPick={(picked) => {
            setNotice(null);
            setAway(null);
            setSlot(picked);
          }}
        />
        <p className="quiet">{messages.validUntil(format.day(link.expiresAt))}</p>
      </>
    );
  }
  return (
    <DetailsForm
      when={format.span(slot)}
      zone={format.zoneAt(slot.start)}
      details={details}
      link={link}
      errors={errors}
      notice={notice?.at === 'details' ? notice.text : null}
      isSending={sending.isPending}
      onChange={(changed, name) => {
        draft.write(changed);
        setDetails(changed);
        setErrors(withoutError(errors, name));
        setNotice(null);
      }}
      onBack={() => setSlot(null)}
      onSend={() => send(slot)}
    >
      {away !== null && (
        <CalendarAwayNotice
          text={messages.calendarAway}
          away={away}
          isSending={sending.isPending}
          onTryAgain={() => send(slot)}
          onOtherTime={() => setSlot(null)}
        />
      )}
    </DetailsForm>
  );
};

/** Shown at the step that it is about, and not after the attendee has left it. */
interface Notice {
  readonly at: 'times' | 'details';
  readonly text: string;
}

interface Step {
  readonly slot: Slot | null;
}

/**
 * Keeps the chosen slot in the browser's history, so that "back" returns to the times instead of leaving the page. Begins
 * with the slot of an attempt that the attendee came back from.
 */
const useStep = (token: string): readonly [Slot | null, (slot: Slot | null) => void] => {
  const [resumed] = useState(() => slotToResume(token).read());
  const [slot, show] = useState<Slot | null>(resumed);
  useEffect(() => {
    const onPop = (event: PopStateEvent): void => show((event.state as Step | null)?.slot ?? null);
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  useEffect(() => {
    if (resumed === null) return;
    slotToResume(token).forget();
    history.pushState({ slot: resumed } satisfies Step, '');
  }, [token, resumed]);
  const go = (next: Slot | null): void => {
    if (next === null) history.back();
    else history.pushState({ slot: next } satisfies Step, '');
    show(next);
  };
  return [slot, go];
};

/** The host chosen for the link no longer takes these meetings. */
const HostLeft = ({ link }: { readonly link: PublicLink }) => {
  const { messages } = useLanguage();
  const [host] = link.hosts;
  return (
    <>
      <h2>{messages.hostLeft.heading}</h2>
      <p>{messages.hostLeft.text(host?.name ?? messages.hostLeft.host)}</p>
    </>
  );
};
