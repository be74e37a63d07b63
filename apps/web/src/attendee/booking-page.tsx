import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { api, dataOf, type PublicBooking } from '../api/client.js';
import { useMessages } from '../messages/language.js';
import { deviceTimeZone } from '../shared/time-format.js';
import { AddToCalendar, BookingFacts } from './booking-facts.js';
import { CancelBooking, type Change, RescheduleBooking } from './change-booking.js';
import { FocusHeading } from './focus-heading.js';

interface BookingPageProps {
  readonly manageToken: string;
  readonly booking: PublicBooking;
  /** True right after the booking was made on this page. */
  readonly isNew: boolean;
}

type Mode = 'view' | 'reschedule' | 'cancel';
const POLL_MS = 2_000;

/** Shows the booking's status and lets the attendee reschedule or cancel it. */
export const BookingPage = ({ manageToken, booking: first, isNew }: BookingPageProps) => {
  const messages = useMessages();
  const queries = useQueryClient();
  const [mode, setMode] = useState<Mode>('view');
  const [notice, setNotice] = useState<string | null>(null);
  const [timeZone, setTimeZone] = useState(first.attendee.timeZone ?? deviceTimeZone());
  const queryKey = ['booking', manageToken];
  const current = useQuery({
    queryKey,
    queryFn: () => dataOf(api.GET('/v1/public/bookings/{manageToken}', { params: { path: { manageToken } } })),
    initialData: first,
    staleTime: Infinity,
    // Other statuses change only when the attendee or the host acts.
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? POLL_MS : false),
  });
  const booking = current.data;
  const isActive = booking.status === 'confirmed' || booking.status === 'awaitingApproval';

  const done = (successNotice: string | null) => (change: Change) => {
    if (change.kind === 'changed') queries.setQueryData(queryKey, change.booking);
    else void queries.refetchQueries({ queryKey });
    void queries.invalidateQueries({ queryKey: ['slots'] });
    setNotice(change.kind === 'changed' ? successNotice : messages.notPossible);
    setMode('view');
  };
  const back = (): void => {
    setNotice(null);
    setMode('view');
  };

  if (mode === 'reschedule') {
    const where = { manageToken, booking, timeZone, onTimeZone: setTimeZone };
    return <RescheduleBooking {...where} onDone={done(messages.rescheduled)} onBack={back} />;
  }
  if (mode === 'cancel') return <CancelBooking manageToken={manageToken} onDone={done(null)} onBack={back} />;
  return (
    <>
      <FocusHeading key={booking.status} takesFocus={isNew || notice !== null || booking !== first}>
        {messages.headings[booking.status]}
      </FocusHeading>
      {notice !== null && (
        <p role="status" className="notice good">
          {notice}
        </p>
      )}
      <p>{messages.explanations[booking.status]}</p>
      <BookingFacts booking={booking} timeZone={timeZone} />
      {booking.status === 'confirmed' && <AddToCalendar booking={booking} />}
      {isActive && (
        <section>
          <h3>{messages.changeBooking}</h3>
          <div className="buttons">
            <Button className="secondary" onPress={() => setMode('reschedule')}>
              {messages.reschedule}
            </Button>
            <Button className="secondary quiet-danger" onPress={() => setMode('cancel')}>
              {messages.cancel}
            </Button>
          </div>
        </section>
      )}
    </>
  );
};
