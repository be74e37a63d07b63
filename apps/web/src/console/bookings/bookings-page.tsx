import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useBookings } from '../api/queries.js';
import type { Booking } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Loaded, PageTitle } from '../ui/page.js';
import { BookingCard, CancelDialog } from './booking-card.js';
import { sortBookings } from './sort-bookings.js';

const STEP = 20;

/** Lists bookings that need approval, upcoming ones, and past ones. */
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
  const { waiting, upcoming, past } = sortBookings(bookings, now);
  // A link's page leads here with the booking's id in the hash.
  const [linkedId] = useState(() => location.hash.slice(1));
  const isPast = past.some(({ id }) => id === linkedId);
  return (
    <>
      <Tabs defaultSelectedKey={isPast ? 'past' : 'upcoming'} className="tabs">
        <TabList aria-label={t.title}>
          <Tab id="upcoming">
            {t.upcoming} <span className="quiet">{upcoming.length}</span>
          </Tab>
          <Tab id="waiting">
            {t.waiting} <span className="quiet">{waiting.length}</span>
          </Tab>
          <Tab id="past">{t.past}</Tab>
        </TabList>
        <TabPanel id="upcoming">
          <BookingList bookings={upcoming} empty={t.noUpcoming} marked={linkedId} onCancel={setCancelled} />
        </TabPanel>
        <TabPanel id="waiting">
          <BookingList bookings={waiting} empty={t.noWaiting} marked={linkedId} onCancel={setCancelled} />
        </TabPanel>
        <TabPanel id="past">
          <BookingList bookings={past} empty={t.noPast} marked={linkedId} onCancel={null} />
        </TabPanel>
      </Tabs>
      {cancelled !== null && <CancelDialog booking={cancelled} onClose={() => setCancelled(null)} />}
    </>
  );
};

interface BookingListProps {
  readonly bookings: readonly Booking[];
  readonly empty: string;
  readonly marked: string;
  /** Null if these bookings can no longer be cancelled. */
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
      {rest > 0 && (
        <ActionButton onPress={() => setLimit(limit + STEP)}>{common.showMore(Math.min(STEP, rest))}</ActionButton>
      )}
    </>
  );
};
