import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useBookings } from '../api/queries.js';
import type { Booking } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { Loaded, PageTitle } from '../ui/page.js';
import { BookingCard, CancelQuestion } from './booking-card.js';
import { sortBookings } from './sort-bookings.js';

const STEP = 20;

/** Who meets whom, and when: what waits for the host, what is ahead, what is over. */
export const BookingsPage = () => {
  const { bookings: t } = useTexts();
  const bookings = useBookings();
  return (
    <>
      <PageTitle title={t.title} lead={t.lead} />
      <Loaded query={bookings}>{(all) => <Lists bookings={all} />}</Loaded>
    </>
  );
};

const Lists = ({ bookings }: { readonly bookings: readonly Booking[] }) => {
  const { bookings: t } = useTexts();
  const [now] = useState(Date.now);
  const [cancelled, setCancelled] = useState<Booking | null>(null);
  const { waiting, coming, past } = sortBookings(bookings, now);
  // Whoever comes from a link wants to see its booking.
  const [asked] = useState(() => location.hash.slice(1));
  const isPast = past.some(({ id }) => id === asked);
  return (
    <>
      <Tabs defaultSelectedKey={isPast ? 'past' : 'coming'} className="tabs">
        <TabList aria-label={t.title}>
          <Tab id="coming">
            {t.coming} <span className="quiet">{coming.length}</span>
          </Tab>
          <Tab id="waiting">
            {t.waiting} <span className="quiet">{waiting.length}</span>
          </Tab>
          <Tab id="past">{t.past}</Tab>
        </TabList>
        <TabPanel id="coming">
          <BookingList bookings={coming} empty={t.noComing} marked={asked} onCancel={setCancelled} />
        </TabPanel>
        <TabPanel id="waiting">
          <BookingList bookings={waiting} empty={t.noWaiting} marked={asked} onCancel={setCancelled} />
        </TabPanel>
        <TabPanel id="past">
          <BookingList bookings={past} empty={t.noPast} marked={asked} onCancel={null} />
        </TabPanel>
      </Tabs>
      {cancelled !== null && <CancelQuestion booking={cancelled} onClose={() => setCancelled(null)} />}
    </>
  );
};

interface BookingListProps {
  readonly bookings: readonly Booking[];
  readonly empty: string;
  readonly marked: string;
  /** Null where nothing can be cancelled any more. */
  readonly onCancel: ((booking: Booking) => void) | null;
}

const BookingList = ({ bookings, empty, marked, onCancel }: BookingListProps) => {
  const { common } = useTexts();
  const [limit, setLimit] = useState(STEP);
  if (bookings.length === 0) return <p className="quiet card">{empty}</p>;
  const rest = bookings.length - limit;
  return (
    <>
      <ul className="booking-list">
        {bookings.slice(0, limit).map((booking) => (
          <BookingCard
            key={booking.id}
            booking={booking}
            isMarked={booking.id === marked}
            onCancel={onCancel === null ? null : () => onCancel(booking)}
          />
        ))}
      </ul>
      {rest > 0 && <Action onPress={() => setLimit(limit + STEP)}>{common.showMore(Math.min(STEP, rest))}</Action>}
    </>
  );
};
