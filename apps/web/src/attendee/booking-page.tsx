import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { api, dataOf, type PublicBooking } from '../api/client.js';
import { useLanguage, useMessages } from '../messages/language.js';
import { deviceZone, isUsableZone, type ShownZone } from '../shared/device-zone.js';
import { timeFormatIn } from '../shared/time-format.js';
import { AddToCalendar, BookingFacts } from './booking-facts.js';
import { CancelBooking, type Change, RescheduleBooking } from './change-booking.js';
import { FocusHeading } from './focus-heading.js';
import { OptInWaiting } from './opt-in-waiting.js';
import { leavesLinkUsable, statusHeading, statusText } from './status-text.js';
import { useIsOver } from './use-is-over.js';
import { forgetWayBack, wayBackFrom } from './way-back.js';

interface BookingPageProps {
  readonly manageToken: string;
  readonly booking: PublicBooking;
  /** True right after the booking was made on this page. */
  readonly isNew: boolean;
}

type Mode = 'view' | 'reschedule' | 'cancel';

/** How often the page looks for what others do: the attendee by mail, or the host. */
const POLL_MS: Readonly<Partial<Record<PublicBooking['status'], number>>> = {
  pending: 2_000,
  awaitingOptIn: 2_000,
  awaitingApproval: 15_000,
};

/** Shows the booking's status and lets the attendee reschedule or cancel it. */
export const BookingPage = ({ manageToken, booking: first, isNew }: BookingPageProps) => {
  const { messages, locale } = useLanguage();
  const queries = useQueryClient();
  const [mode, setMode] = useState<Mode>('view');
  const [notice, setNotice] = useState<string | null>(null);
  const [zone, setZone] = useState<ShownZone>(() => zoneOf(first));
  const { timeZone } = zone;
  const queryKey = ['booking', manageToken];
  const current = useQuery({
    queryKey,
    queryFn: () => dataOf(api.GET('/v1/public/bookings/{manageToken}', { params: { path: { manageToken } } })),
    initialData: first,
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data === undefined ? false : (POLL_MS[state.data.status] ?? false)),
  });
  const booking = current.data;
  const isRequest = booking.status === 'awaitingApproval';
  const isActive = booking.status === 'confirmed' || isRequest;
  const isOver = useIsOver(booking.end);
  useEffect(() => {
    if (isActive) forgetWayBack(manageToken);
  }, [isActive, manageToken]);
  const takesFocus = isNew || notice !== null || booking !== first;

  const done = (successNotice: string | null) => (change: Change) => {
    if (change.kind === 'changed') queries.setQueryData(queryKey, change.booking);
    else void queries.refetchQueries({ queryKey });
    void queries.invalidateQueries({ queryKey: ['slots'] });
    // The page says so next to the buttons that are left.
    const failure = change.kind === 'tooManyMoves' ? null : messages.notPossible;
    setNotice(change.kind === 'changed' ? successNotice : failure);
    setMode('view');
  };
  const back = (): void => {
    setNotice(null);
    setMode('view');
  };

  if (mode === 'reschedule') {
    const where = { manageToken, booking, zone, onZone: setZone };
    return (
      <RescheduleBooking
        {...where}
        onDone={done(isRequest ? messages.requestRescheduled : messages.rescheduled)}
        onBack={back}
      />
    );
  }
  if (mode === 'cancel') {
    return <CancelBooking manageToken={manageToken} isRequest={isRequest} onDone={done(null)} onBack={back} />;
  }
  if (booking.status === 'awaitingOptIn') {
    return <OptInWaiting {...{ manageToken, booking, timeZone, takesFocus }} onDone={done(null)} />;
  }
  return (
    <>
      <FocusHeading key={booking.status} takesFocus={takesFocus}>
        {statusHeading(booking, messages, isOver)}
      </FocusHeading>
      {notice !== null && (
        <p role="status" className="notice good">
          {notice}
        </p>
      )}
      {statusText(booking, messages, timeFormatIn(timeZone, locale), isOver).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <Words booking={booking} />
      <AgainButton manageToken={manageToken} booking={booking} />
      <BookingFacts booking={booking} timeZone={timeZone} />
      {booking.status === 'confirmed' && !isOver && <AddToCalendar booking={booking} />}
      {isActive && !isOver && (
        <section>
          <h3>{isRequest ? messages.changeRequest : messages.changeBooking}</h3>
          {booking.movesLeft === 0 && <p>{messages.tooManyMoves}</p>}
          <div className="buttons">
            {booking.movesLeft > 0 && (
              <Button className="secondary" onPress={() => setMode('reschedule')}>
                {messages.reschedule}
              </Button>
            )}
            <Button className="secondary quiet-danger" onPress={() => setMode('cancel')}>
              {isRequest ? messages.cancelRequest : messages.cancel}
            </Button>
          </div>
        </section>
      )}
    </>
  );
};

/** The zone that was booked in, if this browser knows it. */
const zoneOf = ({ attendee: { timeZone } }: PublicBooking): ShownZone =>
  isUsableZone(timeZone) ? { timeZone, from: 'chosen' } : deviceZone();

/** The host's message, or the reason that the host or the attendee gave for ending the booking. */
const Words = ({ booking }: { readonly booking: PublicBooking }) => {
  const messages = useMessages();
  const { message, endedReason } = booking;
  const words = message === undefined ? endedReason : message;
  if (words === undefined) return null;
  return (
    <figure className="words">
      <figcaption>{message === undefined ? messages.reason : messages.message}</figcaption>
      <blockquote>{words}</blockquote>
    </figure>
  );
};

/** Leads back to the link of an attempt that came to nothing, in the browser in which it was made. */
const AgainButton = ({ manageToken, booking }: { readonly manageToken: string; readonly booking: PublicBooking }) => {
  const messages = useMessages();
  const [wayBack] = useState(() => wayBackFrom(manageToken).read());
  if (wayBack === null || !leavesLinkUsable(booking)) return null;
  return (
    <p>
      <Button className="primary" onPress={() => location.assign(wayBack.href)}>
        {messages.chooseAnotherTime}
      </Button>
    </p>
  );
};
