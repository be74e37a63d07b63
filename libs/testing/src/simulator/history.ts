import type { LinkStatus } from '@bookonce/link/views/link-document';
import type { ShownBookingStatus } from '@bookonce/contracts/streams/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

/** What somebody outside was told, and how many events were stored by then. */
export type ClientObservation = { readonly stored: number } & (
  | {
      readonly what: 'booking';
      readonly bookingId: string;
      readonly status: ShownBookingStatus;
      readonly reason?: VoidReason;
    }
  /** 200: the booking is from this start. */
  | { readonly what: 'moved'; readonly bookingId: string; readonly start: string }
  | { readonly what: 'link'; readonly linkId: string; readonly status: LinkStatus }
  /** 201: this link was made. */
  | { readonly what: 'linkMade'; readonly linkId: string }
);

export interface SubscriberRecord {
  readonly subscriber: string;
  readonly types: ReadonlySet<string>;
  /** Ids of the events that it has handled. */
  readonly handled: ReadonlySet<string>;
}

export interface ViewRecord {
  readonly projector: string;
  /** Canonical hash of the view as it stood, and of the same prefix of history projected anew. */
  readonly live: string;
  readonly rebuilt: string;
  /** How many events of the store it was ahead of or behind its end. */
  readonly missing: number;
}

/**
 * All that can be known of a run, or of an installation: what is stored, what was told, and how far the ones who
 * follow have come. The invariants are functions of it.
 */
export interface History {
  /** Everything stored, in order. */
  readonly events: readonly StoredEvent[];
  readonly observations: readonly ClientObservation[];
  readonly subscribers: readonly SubscriberRecord[];
  readonly views: readonly ViewRecord[];
  /** What followers of the store gave up on, in words. */
  readonly failures: readonly string[];
  /** Times at which events were stored, by position, and faults stopped; epoch ms of true time. Null where unknown. */
  readonly timing: { readonly storedAt: ReadonlyMap<string, number>; readonly calmAt: number } | null;
  /** Whether any clock has jumped. */
  readonly clocksJumped: boolean;
}

/** What is wrong, in words; empty where the invariant holds. */
export type Invariant = (history: History) => readonly string[];
