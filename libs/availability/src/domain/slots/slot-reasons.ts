import type { BusySource } from '@bookonce/contracts/events/calendar';
import type { Span } from './spans.js';

/** The busy times of one source; of any number of them, if the source is null because no one asks for reasons. */
export interface BusyOf {
  readonly source: BusySource | null;
  /** Sorted, without overlaps. */
  readonly spans: readonly Span[];
}

/** The host was deactivated and can no longer be booked. */
export interface InactiveReason {
  readonly kind: 'deactivated';
}

/** A rule of the schedule or the meeting type that rules a start out. */
export interface RuleReason {
  readonly kind: 'hours' | 'timeOff' | 'interval' | 'notice' | 'window';
}

/**
 * Something that the host has on, in the way of a slot. `booking`, `busy`: within the slot itself; `buffer`: only within
 * its buffers or those of another booking. The source of a buffer is null if it meets a booking.
 */
export type HostReason =
  { readonly kind: 'booking' | 'maxPerDay' } | { readonly kind: 'busy' | 'buffer'; readonly source: BusySource | null };

/** Why a host does not offer a start. */
export type SlotReason = RuleReason | HostReason | InactiveReason;
