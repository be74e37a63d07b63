import type { SimulatedEvent } from './event-texts.js';

/** The record of one connected calendar of a host. Times are epoch ms of true time. */
export interface CalendarRecord {
  readonly name: string;
  readonly calendarId: string;
  readonly hostId: string;
  readonly whenUnreachable: 'lastKnown' | 'refuse';
  /** Bookings are written to it. */
  readonly takesBookings: boolean;
  /** When it was connected, with all its settings; null: never. */
  readonly connectedAt: number | null;
  /** When its host asked to disconnect it; null: never. */
  readonly disconnectedAt: number | null;
  /** When its server was asked to be read. */
  readonly askedAt: readonly number[];
  /** The answers of its server that came in time. */
  readonly said: readonly { readonly at: number; readonly content: readonly SimulatedEvent[] }[];
  /** When a successful read was recorded. */
  readonly readAt: readonly number[];
  /** The events that it holds at the end. */
  readonly events: readonly SimulatedEvent[];
  /** UIDs of the events that its host has moved or deleted. */
  readonly touched: ReadonlySet<string>;
  readonly protests: readonly string[];
  /** The data that the product still keeps of it beside its history. */
  readonly kept: readonly string[];
}

/** A command that has calendars read before a slot is decided. */
export interface FreshenRecord {
  readonly bookingId: string;
  readonly commandId: string;
  readonly at: number;
}
