import { type StoredBatch, storedEvent } from '@bookonce/adapter-storage/log/batch';
import { type LogPage, positionText } from '@bookonce/adapter-storage/log/log-subscription';
import { categoryOf, type EventPlace, placeOf, type StoredEvent } from '@bookonce/kernel/ports/event-store';

const KEPT = 20_000;

/** An event that no subscription has read yet, kept as text, which costs an append almost nothing. */
interface Unread {
  readonly batch: StoredBatch;
  readonly index: number;
}

const placeIn = (kept: StoredEvent | Unread): EventPlace => {
  if (!('batch' in kept)) return placeOf(kept);
  const { batch, index } = kept;
  return {
    stream: batch.stream,
    revision: batch.revision + index,
    id: batch.texts.ids[index] ?? '',
    position: positionText(batch.position + index),
  };
};

/** Caches the newest events, so that live subscriptions need not read them from disk. */
export class RecentEvents {
  #kept: (StoredEvent | Unread)[] = [];
  /** Number of the event before the first cached one. */
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

  /** Returns null if the next events are no longer cached. */
  after(number: number, limit: number, categories: ReadonlySet<string> | null): LogPage | null {
    if (number < this.#before) return null;
    const start = number - this.#before;
    const page = this.#kept.slice(start, start + limit);
    const events: StoredEvent[] = [];
    for (const [index, kept] of page.entries()) {
      const { stream } = 'batch' in kept ? kept.batch : kept;
      if (categories === null || categories.has(categoryOf(stream))) events.push(this.#read(start + index, kept));
    }
    const last = page.at(-1);
    return { events, scannedTo: number + page.length, last: last === undefined ? null : placeIn(last) };
  }

  /** Parses each event once for all subscriptions. */
  #read(place: number, kept: StoredEvent | Unread): StoredEvent {
    if (!('batch' in kept)) return kept;
    const event = storedEvent(kept.batch, kept.index);
    this.#kept[place] = event;
    return event;
  }
}
