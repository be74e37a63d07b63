import type { BusySource } from '../events/calendar.js';

/** The source of the busy times that `PUT /v1/hosts/:id/busy` sets. Stored in events, so it never changes. */
export const PUT_SOURCE: BusySource = { type: 'put', id: 'put', name: 'API' };

/** Whether the source is a calendar elsewhere, which is read again and again. */
export const isConnected = ({ type }: Pick<BusySource, 'type'>): boolean => type === 'ics' || type === 'caldav';

/** The most busy intervals of one source, after those that touch are merged. */
export const MOST_BUSY_INTERVALS = 10_000;

const HOLIDAYS = 'holidays-';

/** Returns the id of a host's holidays as a source of busy times. Stored in events, so it never changes. */
export const holidaysSourceId = (hostId: string): string => `${HOLIDAYS}${hostId}`;

/** Returns the host whose holidays have this source id; null for any other source. */
export const hostOfHolidays = (sourceId: string): string | null =>
  sourceId.startsWith(HOLIDAYS) ? sourceId.slice(HOLIDAYS.length) : null;
