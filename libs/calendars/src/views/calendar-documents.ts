import type { KnownEmails } from '@bookonce/contracts/values/former-emails';
import type { Locale } from '@bookonce/contracts/values/language';
import type { HolidaySettings } from '@bookonce/contracts/events/holidays';
import type { CalendarSettings } from '@bookonce/contracts/events/connected-calendar';
import type { Instant } from '@bookonce/kernel/json';
import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';

/** A host, as far as it decides what an event in a calendar means, and as events of bookings name one. */
export interface CalendarHostDocument extends KnownEmails {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  /** The zone of the host's schedule, in which all-day and floating events are read. */
  readonly timeZone: string;
  /** Absent: the host has no language of their own. */
  readonly locale?: Locale;
}

/** A calendar that is connected. It holds no address of a feed, and none of the state of its reads (I13). */
export interface ConnectedCalendarDocument extends CalendarSettings {
  readonly id: string;
  readonly workspaceId: string;
  readonly hostId: string;
  readonly kind: 'ics' | 'caldav';
  readonly connectedAt: Instant;
}

/** The holidays that count for a host. */
export interface HostWithHolidaysDocument extends HolidaySettings {
  /** Of the host. */
  readonly id: string;
  readonly workspaceId: string;
}

/** The time that a booking occupies a host. An event with its UID at that time is the booking itself. */
export interface OccupiedTimeDocument {
  readonly hostId: string;
  readonly bookingId: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** The last event about the busy times of a connected calendar. */
export interface StoredBusyDocument {
  readonly calendarId: string;
  readonly eventId: string;
}

export const calendarsView = defineView('calendars', 5);

export const calendarHosts = defineCollection<CalendarHostDocument>(calendarsView, {
  name: 'calendarHosts',
  indexes: {},
  sortKey: (host) => host.id,
});

export const connectedCalendars = defineCollection<ConnectedCalendarDocument>(calendarsView, {
  name: 'connectedCalendars',
  indexes: { hostId: (calendar) => calendar.hostId },
  sortKey: (calendar) => calendar.connectedAt,
});

export const hostsWithHolidays = defineCollection<HostWithHolidaysDocument>(calendarsView, {
  name: 'hostsWithHolidays',
  indexes: {},
  sortKey: (host) => host.id,
});

export const occupiedTimes = defineCollection<OccupiedTimeDocument>(calendarsView, {
  name: 'occupiedTimes',
  indexes: { hostId: (time) => time.hostId },
  sortKey: (time) => time.end,
});

export const storedBusy = defineCollection<StoredBusyDocument>(calendarsView, {
  name: 'storedBusy',
  indexes: {},
  sortKey: (stored) => stored.calendarId,
});

/** A booking occupies each of its hosts once. */
export const occupiedTimeId = (hostId: string, bookingId: string): string => `${hostId}/${bookingId}`;
