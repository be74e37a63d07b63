import type { LinkStatus } from '@bookonce/link/views/link-document';
import type { ShownBookingStatus } from '@bookonce/contracts/streams/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { CalendarRecord, FreshenRecord } from './calendars/calendar-record.js';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

/** Something that a client saw, and how many events were stored by then. */
export type ClientObservation = { readonly stored: number } & (
  | {
      readonly what: 'booking';
      readonly bookingId: string;
      readonly status: ShownBookingStatus;
      readonly reason?: VoidReason;
    }
  /** 200: the booking starts at this time. */
  | { readonly what: 'rescheduled'; readonly bookingId: string; readonly start: string }
  /** 200: the meeting takes this long. */
  | { readonly what: 'lengthChanged'; readonly bookingId: string; readonly durationMinutes: number }
  /** 200: a host's decision, by the button of this round. */
  | { readonly what: 'decided'; readonly bookingId: string; readonly round: number }
  /** 403: the link is for somebody with another address. */
  | { readonly what: 'notTheRecipient'; readonly linkId: string; readonly email: string }
  /** 200: the source has these intervals; null: it was removed. */
  | {
      readonly what: 'busyChanged';
      readonly hostId: string;
      readonly sourceId: string;
      readonly intervals: readonly Interval[] | null;
    }
  | { readonly what: 'link'; readonly linkId: string; readonly status: LinkStatus }
  /** 201: this link was issued. */
  | { readonly what: 'linkIssued'; readonly linkId: string }
);

export interface SubscriberRecord {
  readonly subscriber: string;
  readonly types: ReadonlySet<string>;
  /** Ids of the events that the subscriber has handled. */
  readonly handled: ReadonlySet<string>;
}

export interface ViewRecord {
  readonly projector: string;
  /** Canonical hash of the view as it was. */
  readonly live: string;
  /** Canonical hash of the same prefix of history, projected again. */
  readonly rebuilt: string;
  /** How many stored events the view does not contain. */
  readonly missing: number;
}

/** A mail that the queue has taken. */
export interface SentMail {
  readonly effectId: string;
  readonly to: string;
  readonly subject: string;
  /** True time, in epoch ms. */
  readonly sentAt: number;
}

/** A run as the invariants see it: stored events, client observations, and the progress of followers. */
export interface History {
  /** All stored events, in order. */
  readonly events: readonly StoredEvent[];
  readonly observations: readonly ClientObservation[];
  readonly mails: readonly SentMail[];
  readonly subscribers: readonly SubscriberRecord[];
  readonly views: readonly ViewRecord[];
  readonly calendars: readonly CalendarRecord[];
  readonly freshened: readonly FreshenRecord[];
  /** Errors that no fault of the run explains. */
  readonly failures: readonly string[];
  /**
   * When each event was stored, by position, when faults stopped, and when the run ended; epoch ms of true time. Null if
   * the times are not known.
   */
  readonly timing: {
    readonly storedAt: ReadonlyMap<string, number>;
    readonly calmAt: number;
    readonly endedAt: number;
  } | null;
  /** Whether any clock has jumped. */
  readonly clocksJumped: boolean;
}

/** Returns one sentence for each violation; none if the invariant holds. */
export type Invariant = (history: History) => readonly string[];
