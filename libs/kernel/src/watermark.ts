import type { Position } from './ports/event-store.js';

interface Entry {
  readonly position: Position;
  settled: boolean;
}

/** How far a stream of work that ends out of order is done without a gap. */
export class Watermark {
  #entries: Entry[] = [];
  #first = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #abandoned = false;

  constructor(private low: Position | null = null) {}

  /** Everything up to here is settled. */
  get position(): Position | null {
    return this.low;
  }

  get inHand(): number {
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

  /** Resolves when `count` or fewer are in hand. */
  below(count: number): Promise<void> {
    if (this.#abandoned || this.inHand <= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  drained(): Promise<void> {
    return this.below(0);
  }

  /** One will never settle: the mark stays below it, and nobody need wait. */
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
    const { inHand } = this;
    const ready = this.#waiting.filter(({ count }) => inHand <= count);
    if (ready.length === 0) return;
    this.#waiting = this.#waiting.filter(({ count }) => inHand > count);
    for (const { resolve } of ready) resolve();
  }
}
