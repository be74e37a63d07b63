import type { Position } from './ports/event-store.js';

interface Entry {
  readonly position: Position;
  settled: boolean;
}

/** Tracks up to which position all work is settled, although work settles out of order. */
export class Watermark {
  #entries: Entry[] = [];
  #first = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #abandoned = false;

  constructor(private low: Position | null = null) {}

  /** All positions up to this one are settled. */
  get position(): Position | null {
    return this.low;
  }

  /** The number of positions in flight: unsettled, or settled behind an unsettled one. */
  get inFlight(): number {
    return this.#entries.length - this.#first;
  }

  /** Begins the next position; the returned function settles it. */
  begin(position: Position): () => void {
    const entry: Entry = { position, settled: false };
    this.#entries.push(entry);
    return () => {
      entry.settled = true;
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
