import type { StreamName } from '@bookonce/kernel/ports/event-store';

/** Low bits hold the facts, the rest the next revision. */
const FACTS = 2 ** 12;

/** A fact about a booking's stream that no event of its own states: the attempt was checked as a whole. */
export const SETTLED = 2 ** 11;

/** The fact that each event type adds to its stream's record. A stream has events of one category only. */
const factBits = {
  LinkIssued: 1,
  LinkConsumed: 2,
  LinkExpired: 4,
  LinkRevoked: 8,
  LinkReissued: 16,
  BookingRequested: 1,
  OptInRequested: 2,
  OptInConfirmed: 4,
  ApprovalRequested: 8,
  BookingConfirmed: 16,
  BookingRejected: 32,
  BookingDeclined: 64,
  BookingCancelled: 128,
  FreshLinkIssued: 256,
  HostAdded: 1,
  MeetingTypeCreated: 1,
} as const;

export type FactType = keyof typeof factBits;

const bitsByType = new Map<string, number>(Object.entries(factBits));

/** The facts of one stream, as a set in the bits of a number. */
export type Facts = number;

export const bitOf = (type: string): Facts => bitsByType.get(type) ?? 0;

export const bitsOf = (...types: readonly FactType[]): Facts => types.reduce((bits, type) => bits | factBits[type], 0);

/**
 * One number for each stream: the facts that it holds, and its next revision. Nothing else remains of a link or of a settled
 * booking attempt. A record is never dropped, because a second `LinkConsumed` may come at any time (I1).
 */
export class StreamRecords {
  readonly #records = new Map<StreamName, number>();

  /** Records an event. Returns the facts and the next revision as they were before it. */
  add(stream: StreamName, revision: number, type: string): { readonly facts: Facts; readonly expected: number } {
    const record = this.#records.get(stream) ?? 0;
    const facts = record % FACTS;
    this.#records.set(stream, (revision + 1) * FACTS + (facts | bitOf(type)));
    return { facts, expected: (record - facts) / FACTS };
  }

  factsOf(stream: StreamName): Facts {
    return (this.#records.get(stream) ?? 0) % FACTS;
  }

  /** Adds facts that no event of the stream states. */
  mark(stream: StreamName, facts: Facts): void {
    const record = this.#records.get(stream) ?? 0;
    const before = record % FACTS;
    this.#records.set(stream, record - before + (before | facts));
  }
}
