import {
  categoryOf,
  NO_STREAM,
  type AppendOutcome,
  type EventStore,
  type NewEvent,
  type Position,
  type ReadOptions,
  type StoredEvent,
  type StreamName,
  type SubscribeOptions,
  type Subscription,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import { LogSubscription, type Log, type LogPage } from '../log/log-subscription.js';
import { positionText } from '../log/position-text.js';
import { isRepeatedBatch } from '../log/repeated-batch.js';

/** An event store in an array, for tests and simulation: no I/O, no timers, only microtasks. */
export class MemoryEventStore implements EventStore {
  readonly #all: StoredEvent[] = [];
  readonly #streams = new Map<StreamName, StoredEvent[]>();
  readonly #subscriptions = new Set<LogSubscription>();

  /** The whole history, in order. */
  get events(): readonly StoredEvent[] {
    return this.#all;
  }

  async append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    const past = this.#streams.get(stream) ?? [];
    if (expectedRevision !== past.length - 1) return this.#repeatedOrConflict(past, expectedRevision, events);
    for (const event of events) {
      // A copy, as a real store would give back: nobody shares objects with history.
      const data = structuredClone(event.data);
      const position = positionText(this.#all.length + 1);
      const stored: StoredEvent = { ...event, data, stream, revision: past.length, position };
      past.push(stored);
      this.#all.push(stored);
    }
    this.#streams.set(stream, past);
    for (const subscription of this.#subscriptions) subscription.notify();
    return {
      outcome: 'appended',
      revision: past.length - 1,
      position: positionText(this.#all.length),
      repeated: false,
    };
  }

  #repeatedOrConflict(
    past: readonly StoredEvent[],
    expectedRevision: number,
    events: readonly NewEvent[],
  ): AppendOutcome {
    const from = expectedRevision + 1;
    const there = past.slice(from, from + events.length);
    const last = there.at(-1);
    const ids = events.map((event) => event.id);
    if (
      last !== undefined &&
      isRepeatedBatch(
        ids,
        there.map((event) => event.id),
      )
    ) {
      return { outcome: 'appended', revision: last.revision, position: last.position, repeated: true };
    }
    return { outcome: 'conflict', actualRevision: past.length === 0 ? NO_STREAM : past.length - 1 };
  }

  async readStream(stream: StreamName, options: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    const past = this.#streams.get(stream) ?? [];
    const limit = options.limit ?? Infinity;
    if (options.direction === 'backwards') {
      const from = options.from ?? past.length - 1;
      return past
        .slice(0, from + 1)
        .reverse()
        .slice(0, limit);
    }
    const from = options.from ?? 0;
    return past.slice(from, limit === Infinity ? undefined : from + limit);
  }

  async head(): Promise<Position | null> {
    return this.#all.at(-1)?.position ?? null;
  }

  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription {
    const log: Log = {
      head: () => this.#all.length,
      readAfter: (number, limit, categories) => this.#readAfter(number, limit, categories),
    };
    const subscription = new LogSubscription(log, options, handler, (ended) => this.#subscriptions.delete(ended));
    this.#subscriptions.add(subscription);
    return subscription;
  }

  #readAfter(number: number, limit: number, categories: ReadonlySet<string> | null): LogPage {
    const page = this.#all.slice(number, number + limit);
    const events = categories === null ? page : page.filter((event) => categories.has(categoryOf(event.stream)));
    return { events, scannedTo: number + page.length };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
  }
}
