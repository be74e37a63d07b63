import type { ReadEvent } from '@bookonce/adapter-storage/log/stored-form';
import type { Position } from '@bookonce/kernel/ports/event-store';

export type ReadAfter = (position: Position | null, limit: number) => Promise<readonly ReadEvent[]>;

const KEPT_EVENTS = 2_000;
const PAGE_SIZE = 500;

/**
 * Caches the newest events for all subscriptions of this process: an append wakes all of them, and one query serves
 * them.
 */
export class SharedTail {
  #events: ReadEvent[] = [];
  /** Position before the first cached event; undefined until a subscription has reached the end of history. */
  #before: Position | null | undefined = undefined;
  #reading: Promise<void> | null = null;

  constructor(private readonly read: ReadAfter) {}

  async after(position: Position | null, limit: number): Promise<readonly ReadEvent[]> {
    if (!this.#reaches(position)) return this.#readHistory(position, limit);
    const known = this.#knownAfter(position, limit);
    if (known.length > 0) return known;
    this.#reading ??= this.#readMore().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
    return this.#reaches(position) ? this.#knownAfter(position, limit) : this.#readHistory(position, limit);
  }

  async #readHistory(position: Position | null, limit: number): Promise<readonly ReadEvent[]> {
    const page = await this.read(position, limit);
    if (this.#before === undefined && page.length < limit) this.#before = page.at(-1)?.position ?? position;
    return page;
  }

  async #readMore(): Promise<void> {
    const last = this.#events.at(-1)?.position ?? this.#before ?? null;
    this.#events.push(...(await this.read(last, PAGE_SIZE)));
    if (this.#events.length < KEPT_EVENTS * 2) return;
    this.#before = this.#events[KEPT_EVENTS - 1]?.position ?? null;
    this.#events = this.#events.slice(KEPT_EVENTS);
  }

  #reaches(position: Position | null): boolean {
    return this.#before !== undefined && (this.#before ?? '') <= (position ?? '');
  }

  #knownAfter(position: Position | null, limit: number): readonly ReadEvent[] {
    const from = position ?? '';
    let low = 0;
    for (let high = this.#events.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.position ?? '') <= from) low = middle + 1;
      else high = middle;
    }
    return this.#events.slice(low, low + limit);
  }
}
