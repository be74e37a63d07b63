import { type StoredBatch, storedEvent } from '@bookonce/adapter-storage/log/batch';
import type { LogPage } from '@bookonce/adapter-storage/log/log-subscription';
import { categoryOf, type StoredEvent } from '@bookonce/kernel/ports/event-store';

const KEPT = 20_000;

/** An event that nobody has followed yet: as text, which costs whoever appends next to nothing. */
interface Unread {
  readonly batch: StoredBatch;
  readonly index: number;
}

/** The newest events, in memory: who follows closely does not read them from the disk again. */
export class RecentEvents {
  #kept: (StoredEvent | Unread)[] = [];
  /** Number of the event before the first kept. */
  #before: number;

  constructor(head: number) {
    this.#before = head;
  }

  get head(): number {
    return this.#before + this.#kept.length;
  }

  push(batch: StoredBatch): void {
    for (const index of batch.texts.ids.keys()) this.#kept.push({ batch, index });
    if (this.#kept.length < KEPT * 2) return;
    this.#before += KEPT;
    this.#kept = this.#kept.slice(KEPT);
  }

  /** Null where what comes next is not kept any more. */
  after(number: number, limit: number, categories: ReadonlySet<string> | null): LogPage | null {
    if (number < this.#before) return null;
    const start = number - this.#before;
    const page = this.#kept.slice(start, start + limit);
    const events: StoredEvent[] = [];
    for (const [index, kept] of page.entries()) {
      const { stream } = 'batch' in kept ? kept.batch : kept;
      if (categories === null || categories.has(categoryOf(stream))) events.push(this.#read(start + index, kept));
    }
    return { events, scannedTo: number + page.length };
  }

  /** Parsed once, however many follow. */
  #read(place: number, kept: StoredEvent | Unread): StoredEvent {
    if (!('batch' in kept)) return kept;
    const event = storedEvent(kept.batch, kept.index);
    this.#kept[place] = event;
    return event;
  }
}
