import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { Reading } from './history-clock.js';
import type { Slot } from './calendar-check.js';

export type AttemptStatus =
  | 'without a request'
  | 'pending'
  | 'awaiting opt-in'
  | 'awaiting approval'
  | 'confirmed'
  | 'declined'
  | 'cancelled'
  | 'rejected';

/**
 * One booking attempt, as far as a later violation needs it. Of fixed size but for its hosts and slots, and reduced to a
 * few bits in {@link StreamRecords} once it is settled.
 */
export interface Attempt {
  readonly bookingId: string;
  readonly stream: StreamName;
  /** Everything was checked before, and only an event that should not have come can break an invariant. */
  readonly wasSettled: boolean;
  request: AttemptRequest | null;
  status: AttemptStatus;
  /** The hosts that a booking is with; empty before. */
  hostIds: readonly string[];
  /** When the meeting starts by the booking's own events, in epoch ms. */
  start: number | null;
  /** The hosts that the opt-in is asked for; other holds are strays. */
  optInHostIds: readonly string[] | null;
  consumed: Consumption | null;
  verdicts: number;
  /** What happened before the link decided, in words; null if nothing that may not. */
  settledEarly: string | null;
  undoneEarly: string | null;
  /** Moves asked for less moves decided. */
  openMoves: number;
  /** Whether the attendee has opted in. */
  hasOptedIn: boolean;
  readonly slots: Slot[];
  /** By when something else has to happen to it, and when something last did. */
  dueAt: number;
  touched: Reading;
}

export interface AttemptRequest {
  readonly linkId: string;
  readonly hostIds: readonly string[];
  readonly isCollective: boolean;
  readonly needsOptIn: boolean;
}

export interface Consumption {
  readonly stream: StreamName;
  readonly linkId: string;
  readonly hostIds: readonly string[];
  readonly hadOptIn: boolean;
}

/** Whether the link must have been consumed for it. */
export const isBooking = ({ status }: Attempt): boolean =>
  status === 'awaiting approval' || status === 'confirmed' || status === 'declined' || status === 'cancelled';

/** Whether its hosts' calendars must have it. */
export const isStanding = ({ status }: Attempt): boolean => status === 'awaiting approval' || status === 'confirmed';

export const hasEnded = ({ status }: Attempt): boolean =>
  status === 'declined' || status === 'cancelled' || status === 'rejected';
