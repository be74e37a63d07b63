import { atMost } from './at-most.js';
import type { FollowerProgress } from './follower-progress.js';
import { epochMsOf, type Instant } from './json.js';
import type { Clock } from './ports/clock.js';
import type { EventStore, Position } from './ports/event-store.js';
import type { Scheduler } from './ports/scheduler.js';

export type FollowerKind = 'view' | 'publisher' | 'subscriber';

export interface FollowerLag {
  readonly kind: FollowerKind;
  readonly name: string;
  /** How long events have waited for this follower; 0 if it is up to date. */
  readonly seconds: number;
}

export interface FollowerLagsOptions {
  readonly store: Pick<EventStore, 'head'>;
  /** The clock that events are dated by. */
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'wait' | 'deadline'>;
  /** The views and publishers that this process follows at the moment. */
  readonly views: () => readonly FollowerProgress[];
  readonly publishers: () => readonly FollowerProgress[];
  /** For each subscriber of the bus, the time of the oldest event in flight; null if there is none. */
  readonly subscribers: () => ReadonlyMap<string, Instant | null>;
}

/** A follower that reaches the head within so long is up to date: no event is handled in the moment it is stored. */
const MOMENT_MS = 250;
/** A lost server may never answer. */
const HEAD_LIMIT_MS = 1_000;

/** Known to be up to date until then. */
interface UpToDate {
  readonly position: Position;
  readonly atMs: number;
}

/**
 * Measures how far the followers of this process are behind history, on every store.
 *
 * The lag begins at the time of the oldest event that waits, as far as it is known: at the time of the event that the
 * follower has in flight or has handled last, or at the last reading that found it up to date, if that is later. So an event
 * after a quiet hour is not an hour of lag.
 */
export class FollowerLags {
  readonly #upToDate = new Map<string, UpToDate>();
  #head: UpToDate | null = null;

  constructor(private readonly options: FollowerLagsOptions) {}

  /**
   * Reads all lags. Never rejects: while the store does not tell its head, the last one that it told counts. Takes up to a
   * second if the store does not answer.
   */
  async read(): Promise<readonly FollowerLag[]> {
    const { scheduler, clock, views, publishers, subscribers } = this.options;
    await atMost(scheduler, HEAD_LIMIT_MS, this.#readHead());
    if (![...views(), ...publishers()].every((follower) => this.#isAtHead(follower))) await scheduler.wait(MOMENT_MS);
    const nowMs = clock.now();
    return [
      ...views().map((view) => this.#lagOf('view', view, nowMs)),
      ...publishers().map((publisher) => this.#lagOf('publisher', publisher, nowMs)),
      ...[...subscribers()].map(([name, since]) => ({
        kind: 'subscriber' as const,
        name,
        seconds: since === null ? 0 : secondsBetween(epochMsOf(since), nowMs),
      })),
    ];
  }

  async #readHead(): Promise<void> {
    const { store, clock } = this.options;
    const atMs = clock.now();
    const position = await store.head();
    this.#head = position === null ? null : { position, atMs };
  }

  #isAtHead({ position }: FollowerProgress): boolean {
    return this.#head === null || (position ?? '') >= this.#head.position;
  }

  #lagOf(kind: FollowerKind, follower: FollowerProgress, nowMs: number): FollowerLag {
    const { name, position } = follower;
    if (this.#isAtHead(follower)) {
      if (this.#head !== null) this.#upToDate.set(name, this.#head);
      return { kind, name, seconds: 0 };
    }
    const known = this.#upToDate.get(name);
    // Its documents of that time may be lost: a view that was wiped is as far behind as its documents are.
    const upToDateMs = known !== undefined && (position ?? '') >= known.position ? known.atMs : null;
    const eventMs = follower.eventTime === null ? null : epochMsOf(follower.eventTime);
    if (upToDateMs === null && eventMs === null) {
      // Nothing is known of it yet, so it is behind since now at least.
      this.#upToDate.set(name, { position: position ?? '', atMs: nowMs });
      return { kind, name, seconds: 0 };
    }
    return { kind, name, seconds: secondsBetween(Math.max(upToDateMs ?? -Infinity, eventMs ?? -Infinity), nowMs) };
  }
}

/** Clocks of two processes may differ. */
const secondsBetween = (fromMs: number, toMs: number): number => Math.max(0, toMs - fromMs) / 1_000;
