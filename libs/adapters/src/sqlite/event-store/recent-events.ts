import { categoryOf, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { LogPage } from '../../log/log-subscription.js';

const KEPT = 20_000;

/** The newest events, in memory: who follows closely does not read them from the disk again. */
export class RecentEvents {
  #events: StoredEvent[] = [];
  /** Number of the event before the first kept. */
  #before: number;

  constructor(head: number) {
    this.#before = head;
  }

  get head(): number {
    return this.#before + this.#events.length;
  }

  push(event: StoredEvent): void {
    this.#events.push(event);
    if (this.#events.length < KEPT * 2) return;
    this.#before += KEPT;
    this.#events = this.#events.slice(KEPT);
  }

  /** Null where what comes next is not kept any more. */
  after(number: number, limit: number, categories: ReadonlySet<string> | null): LogPage | null {
    if (number < this.#before) return null;
    const start = number - this.#before;
    const page = this.#events.slice(start, start + limit);
    const events = categories === null ? page : page.filter((event) => categories.has(categoryOf(event.stream)));
    return { events, scannedTo: number + page.length };
  }
}
