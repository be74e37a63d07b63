import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { Slot } from './calendar-check.js';
import type { Reading } from './history-clock.js';

export type AttemptStatus =
  | 'without a request'
  | 'pending'
  | 'awaiting opt-in'
  | 'awaiting approval'
  | 'confirmed'
  | 'declined'
  | 'cancelled'
  | 'abandoned'
  | 'rejected';

/**
 * One booking attempt: the facts that a later event may contradict. Its size grows with its hosts, slots and reminders
 * only. Once it is settled, one bit in the stream records remains.
 */
export interface Attempt {
  readonly bookingId: string;
  readonly stream: StreamName;
  /** True if it was checked as a whole before, and another event has come since. */
  readonly wasSettled: boolean;
  request: AttemptRequest | null;
  status: AttemptStatus;
  /** The hosts of the booking; empty until the link is consumed. */
  hostIds: readonly string[];
  /** The meeting by the booking's own events, in epoch ms. */
  start: number | null;
  end: number | null;
  /** The hosts in `OptInRequested`. Holds of other hosts are strays, which may be released early. */
  optInHostIds: readonly string[] | null;
  /** The link has admitted it to wait for its opt-in. */
  isAdmitted: boolean;
  consumed: Consumption | null;
  verdicts: number;
  /** The event that confirmed it before its link was consumed (I2), in words; null if none did. */
  confirmedEarly: string | null;
  /** The event that rejected it or released its slot before its link decided (I3), in words; null if none did. */
  undoneEarly: string | null;
  /** The number of reschedule requests less the number of decisions on them. */
  openMoves: number;
  hasOptedIn: boolean;
  /** The latest question to the host. */
  question: Question | null;
  /** A declined attendee was promised a fresh link that is not issued yet. */
  awaitsFreshLink: boolean;
  reminders: ScheduledReminders | null;
  readonly slots: Slot[];
  /** The time of its next step at the latest, in epoch ms. */
  dueAt: number;
  /** The clock at its own newest event. */
  touched: Reading;
}

export interface AttemptRequest {
  readonly linkId: string;
  readonly hostIds: readonly string[];
  readonly isCollective: boolean;
  readonly needsOptIn: boolean;
  readonly needsApproval: boolean;
  /** The link must admit it before it holds a slot; attempts of earlier versions were not admitted. */
  readonly needsAdmission: boolean;
}

export interface Consumption {
  readonly stream: StreamName;
  readonly linkId: string;
  readonly hostIds: readonly string[];
  readonly hadOptIn: boolean;
}

export interface Question {
  readonly round: number;
  /** When the host's time is over, in epoch ms. */
  readonly until: number | null;
  /** A move asks anew; it did not in earlier versions. */
  readonly endsByMove: boolean;
  isOutdated: boolean;
}

/** The reminders that are still to come; instants as they are stored. */
export interface ScheduledReminders {
  readonly start: string;
  due: readonly string[];
}

/** Whether its link must be consumed by it (I2). */
export const isBooking = ({ status }: Attempt): boolean =>
  status === 'awaiting approval' || status === 'confirmed' || status === 'declined' || status === 'cancelled';

/** Whether the calendars of its hosts must show it as booked (I6). */
export const isStanding = ({ status }: Attempt): boolean => status === 'awaiting approval' || status === 'confirmed';

export const hasEnded = ({ status }: Attempt): boolean =>
  status === 'declined' || status === 'cancelled' || status === 'abandoned' || status === 'rejected';
