import { useState } from 'react';
import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { Input, Label, SearchField, Tab, TabList, TabPanel, Tabs, Text } from 'react-aria-components';
import { useLocation, useSearch } from 'wouter';
import { useBookings } from '../api/queries.js';
import type { Booking } from '../api/shapes.js';
import { useViewer } from '../sign-in/viewer.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice } from '../ui/fields.js';
import { Loaded, LoadingOn, PageTitle } from '../ui/page.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { useLanguage } from '../../messages/language.js';
import { deviceTimeZone } from '../../shared/device-zone.js';
import { dayName } from '../../shared/time-format.js';
import { BookingActions } from './booking-actions.js';
import { BookingCard } from './booking-card.js';
import { type CalendarDifferences, useCalendarDifferences } from './calendar-differences.js';
import { CancelDialog } from './cancel-dialog.js';
import { ChangeDialog } from './change-dialog.js';
import { DifferenceNotices } from './difference-notices.js';
import { RescheduleDialog } from './reschedule-dialog.js';
import { rescheduleRequestIn, withoutRescheduleRequest } from './reschedule-request.js';
import { type BookingFilter, bookingFilterIn, bookingsHref, STATUSES } from './booking-filter.js';
import { byDay, findBookings } from './find-bookings.js';
import { shownAtFirst, sortBookings } from './sort-bookings.js';
import { useServiceNow } from '../../shared/service-time.js';

const STEP = 20;

/** Lists upcoming and past bookings, by status if wanted. */
export const BookingsPage = () => {
  const { bookings: t } = useTexts();
  const bookings = useBookings();
  const { isOwner } = useViewer();
  return (
    <>
      <PageTitle title={t.title} lead={isOwner ? t.leadForOwners : t.lead} />
      <Loaded query={bookings}>
        {(all) => (
          <>
            <Lists bookings={all} />
            {!bookings.isWhole && <LoadingOn query={bookings} />}
          </>
        )}
      </Loaded>
    </>
  );
};

type Asked = {
  readonly what: 'cancel' | 'change' | 'reschedule';
  readonly booking: Booking;
  /** The start that is suggested. */
  readonly start?: string;
};

/** A page about calendars leads here if a host has moved the event of a booking. */
const askedByAddress = (bookings: readonly Booking[]): Asked | null => {
  const request = rescheduleRequestIn(location);
  const booking = bookings.find(({ id, status }) => id === request?.bookingId && status === 'confirmed');
  return request === null || booking === undefined ? null : { what: 'reschedule', booking, start: request.start };
};

/** Keeps the filter in the address, so that it outlives a reload, and Back leads to the filter before. */
const useFilter = (): readonly [BookingFilter, (filter: BookingFilter) => void] => {
  const query = useSearch();
  const [, navigate] = useLocation();
  const filter = bookingFilterIn(query);
  return [
    filter,
    // Each letter of a search is no step of its own.
    (changed) => navigate(bookingsHref(changed), { replace: changed.search !== filter.search }),
  ];
};

const Lists = ({ bookings }: { readonly bookings: readonly Booking[] }) => {
  const { bookings: t, links } = useTexts();
  const serviceNow = useServiceNow();
  const [now] = useState(() => serviceNow().getTime());
  const [{ search, status: filter }, setFilter] = useFilter();
  const [asked, setAsked] = useState(() => askedByAddress(bookings));
  const closeReschedule = (): void => {
    if (rescheduleRequestIn(location) !== null)
      history.replaceState(history.state, '', withoutRescheduleRequest(location));
    setAsked(null);
  };
  // A link's page leads here with the booking's id in the hash.
  const [linkedId] = useState(() => location.hash.slice(1));
  const { upcoming, past } = sortBookings(findBookings(bookings, search), filter, now);
  const [first] = useState(() => (past.some(({ id }) => id === linkedId) ? 'past' : 'upcoming'));
  const differences = useCalendarDifferences(bookings, now, useViewer());
  const list = { now, marked: linkedId, differences, onAsk: setAsked };
  const isFiltered = filter !== 'usual' || search.trim() !== '';
  return (
    <>
      <search className="filters">
        <SearchField
          className="field"
          value={search}
          onChange={(typed) => setFilter({ search: typed, status: filter })}
        >
          <Label>{links.search}</Label>
          <Input />
          <Text slot="description" className="quiet hint">
            {t.searchHint}
          </Text>
        </SearchField>
        <Choice
          label={t.status}
          value={filter}
          options={[
            { value: 'usual', label: t.usual },
            ...STATUSES.map((status) => ({ value: status, label: t.statuses[status] })),
          ]}
          onChange={(status) => setFilter({ search, status })}
        />
      </search>
      <p className="quiet">{t.inZone(zoneName(deviceTimeZone()))}</p>
      <Tabs defaultSelectedKey={first} className="tabs">
        <TabList aria-label={t.title}>
          <Tab id="upcoming">
            {t.upcoming} <span className="quiet">{upcoming.length}</span>
          </Tab>
          <Tab id="past">
            {t.past} {isFiltered && <span className="quiet">{past.length}</span>}
          </Tab>
        </TabList>
        <TabPanel id="upcoming">
          <BookingList {...list} bookings={upcoming} empty={isFiltered ? t.noneFound : t.noUpcoming} />
        </TabPanel>
        <TabPanel id="past">
          <BookingList {...list} bookings={past} empty={isFiltered ? t.noneFound : t.noPast} />
        </TabPanel>
      </Tabs>
      {asked?.what === 'cancel' && <CancelDialog booking={asked.booking} onClose={() => setAsked(null)} />}
      {asked?.what === 'reschedule' && (
        <RescheduleDialog booking={asked.booking} start={asked.start} onClose={closeReschedule} />
      )}
      {asked?.what === 'change' && <ChangeDialog booking={asked.booking} onClose={() => setAsked(null)} />}
    </>
  );
};

interface BookingListProps {
  readonly bookings: readonly Booking[];
  readonly empty: string;
  readonly now: number;
  readonly marked: string;
  readonly differences: CalendarDifferences;
  readonly onAsk: (asked: Asked) => void;
}

const BookingList = ({ bookings, empty, now, marked, differences, onAsk }: BookingListProps) => {
  const { common } = useTexts();
  const { dateKey } = useTimeFormat();
  const { locale } = useLanguage();
  const [limit, setLimit] = useState(() => shownAtFirst(bookings, marked, STEP));
  if (bookings.length === 0) return <p className="quiet card">{empty}</p>;
  const rest = bookings.length - limit;
  return (
    <>
      {byDay(bookings.slice(0, limit), dateKey).map(({ day, bookings: ofDay }) => (
        <section key={day} aria-label={dayName(day, locale)}>
          <h2 className="day-heading">{dayName(day, locale)}</h2>
          <ul className="booking-list">
            {ofDay.map((booking) => (
              <BookingCard key={booking.id} booking={booking} isMarked={booking.id === marked} isUnderDay>
                <DifferenceNotices
                  differences={differences.get(booking.id) ?? []}
                  attendee={booking.attendee.name}
                  onReschedule={(start) => onAsk({ what: 'reschedule', booking, start })}
                />
                <BookingActions
                  booking={booking}
                  now={now}
                  onCancel={() => onAsk({ what: 'cancel', booking })}
                  onChange={() => onAsk({ what: 'change', booking })}
                  onReschedule={() => onAsk({ what: 'reschedule', booking })}
                />
              </BookingCard>
            ))}
          </ul>
        </section>
      ))}
      {rest > 0 && (
        <ActionButton onPress={() => setLimit(limit + STEP)}>{common.showMore(Math.min(STEP, rest))}</ActionButton>
      )}
    </>
  );
};
