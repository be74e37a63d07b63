import type { Instant } from './json.js';
import type { EventPlace, Position } from './ports/event-store.js';

interface Entry {
  readonly position: Position;
  readonly event: EventPlace | null;
  readonly time: Instant | null;
  settled: boolean;
}

/**
 * Settled positions are remembered behind an unsettled one, so that one event that is retried for minutes holds up no
 * others; but only so many, as a restart begins all of them again.
 */
const MOST_REMEMBERED = 100_000;

/** Tracks up to which position all work is settled, although work settles out of order. */
export class Watermark {
  #entries: Entry[] = [];
  #first = 0;
  #unsettled = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #abandoned = false;
  /** The time of the last event known to be settled with all before it. */
  #settledTime: Instant | null = null;

  constructor(
    private low: Position | null = null,
    private lastEvent: EventPlace | null = null,
  ) {}

  /** All positions up to this one are settled. */
  get position(): Position | null {
    return this.low;
  }

  /** The last event known to be settled with all before it. */
  get event(): EventPlace | null {
    return this.lastEvent;
  }

  /** The time of the first unsettled event, or else of the last settled one; null if neither is known. */
  get eventTime(): Instant | null {
    return this.#entries[this.#first]?.time ?? this.#settledTime;
  }

  /** The number of unsettled positions; all that are remembered, once those are too many. */
  get inFlight(): number {
    const remembered = this.#entries.length - this.#first;
    return remembered > MOST_REMEMBERED ? remembered : this.#unsettled;
  }

  /** Begins the next position, with the event there and its time if they are known; the returned function settles it. */
  begin(position: Position, event: EventPlace | null = null, time: Instant | null = null): () => void {
    const entry: Entry = { position, event, time, settled: false };
    this.#entries.push(entry);
    this.#unsettled += 1;
    return () => {
      if (entry.settled) return;
      entry.settled = true;
      this.#unsettled -= 1;
      this.#advance();
    };
  }

  /** Resolves when `count` positions or fewer are in flight. */
  below(count: number): Promise<void> {
    if (this.#abandoned || this.inFlight <= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  drained(): Promise<void> {
    return this.below(0);
  }

  /** Ends all waiting: one position will never settle, and the watermark stays below it. */
  abandon(): void {
    this.#abandoned = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve();
  }

  #advance(): void {
    for (let entry = this.#entries[this.#first]; entry?.settled === true; entry = this.#entries[this.#first]) {
      this.low = entry.position;
      this.lastEvent = entry.event ?? this.lastEvent;
      this.#settledTime = entry.time ?? this.#settledTime;
      this.#first += 1;
    }
    if (this.#first > 1_000 && this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
    if (this.#waiting.length === 0) return;
    const { inFlight } = this;
    const ready = this.#waiting.filter(({ count }) => inFlight <= count);
    if (ready.length === 0) return;
    this.#waiting = this.#waiting.filter(({ count }) => inFlight > count);
    for (const { resolve } of ready) resolve();
  }
}
