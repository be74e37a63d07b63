import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { api, dataOf, type PublicBooking } from '../api/client.js';
import { useMessages } from '../messages/language.js';
import { ownTimeZone } from '../shared/moments.js';
import { AddToCalendar, BookingFacts } from './booking-facts.js';
import { CancelBooking, type Change, MoveBooking } from './change-booking.js';
import { FocusHeading } from './focus-heading.js';

interface BookingPageProps {
  readonly manageToken: string;
  readonly booking: PublicBooking;
  /** It has just been made here. */
  readonly isNew: boolean;
}

type Mode = 'view' | 'move' | 'cancel';
const POLL_MS = 2_000;

/** The page behind a booking: how it stands, and changing it. */
export const BookingPage = ({ manageToken, booking: first, isNew }: BookingPageProps) => {
  const messages = useMessages();
  const queries = useQueryClient();
  const [mode, setMode] = useState<Mode>('view');
  const [notice, setNotice] = useState<string | null>(null);
  const [timeZone, setTimeZone] = useState(first.attendee.timeZone ?? ownTimeZone());
  const queryKey = ['booking', manageToken];
  const current = useQuery({
    queryKey,
    queryFn: () => dataOf(api.GET('/v1/public/bookings/{manageToken}', { params: { path: { manageToken } } })),
    initialData: first,
    staleTime: Infinity,
    // Only what somebody or something else decides changes by itself.
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? POLL_MS : false),
  });
  const booking = current.data;
  const isStanding = booking.status === 'confirmed' || booking.status === 'awaitingApproval';

  const done = (said: string | null) => (change: Change) => {
    if (change.kind === 'changed') queries.setQueryData(queryKey, change.booking);
    else void queries.refetchQueries({ queryKey });
    void queries.invalidateQueries({ queryKey: ['slots'] });
    setNotice(change.kind === 'changed' ? said : messages.notPossible);
    setMode('view');
  };
  const back = (): void => {
    setNotice(null);
    setMode('view');
  };

  if (mode === 'move') {
    const where = { manageToken, booking, timeZone, onTimeZone: setTimeZone };
    return <MoveBooking {...where} onDone={done(messages.moved)} onBack={back} />;
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
      {isStanding && (
        <section>
          <h3>{messages.changeBooking}</h3>
          <div className="buttons">
            <Button className="secondary" onPress={() => setMode('move')}>
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
