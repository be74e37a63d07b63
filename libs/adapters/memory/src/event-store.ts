import { type BatchTexts, checkedBatch, isRepeatedBatch, storedEvent } from '@bookonce/adapter-storage/log/batch';
import {
  type Log,
  type LogPage,
  LogSubscription,
  noSubscription,
  positionText,
} from '@bookonce/adapter-storage/log/log-subscription';
import { type ReadEvent, soundEvents } from '@bookonce/adapter-storage/log/stored-form';
import {
  type AppendOutcome,
  categoryOf,
  DamagedEventError,
  type EventStore,
  type NewEvent,
  NO_STREAM,
  placeOf,
  type Position,
  type ReadOptions,
  type StoredEvent,
  StoreUnavailableError,
  type StreamName,
  type SubscribeOptions,
  type Subscription,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';

/** An event store in an array, for tests and simulation: no I/O, no timers, only microtasks. */
export class MemoryEventStore implements EventStore {
  readonly #all: StoredEvent[] = [];
  readonly #streams = new Map<StreamName, StoredEvent[]>();
  readonly #subscriptions = new Set<LogSubscription>();
  readonly #damaged = new Map<Position, DamagedEventError>();
  #closed: StoreUnavailableError | null = null;

  /** All events, in order. */
  get events(): readonly StoredEvent[] {
    return this.#all;
  }

  /** Makes a stored event damaged for later reads, as a changed byte does in a file. */
  damage(stream: StreamName, revision: number): void {
    const event = this.#streams.get(stream)?.[revision];
    if (event === undefined) throw new Error(`${stream} has no revision ${revision}`);
    const { position } = event;
    this.#damaged.set(position, new DamagedEventError(stream, revision, position, 'a test damaged it'));
  }

  #read(events: readonly StoredEvent[]): readonly ReadEvent[] {
    return this.#damaged.size === 0 ? events : events.map((event) => this.#damaged.get(event.position) ?? event);
  }

  /** Loses the last events, like a server on which a backup was restored. Subscriptions do not notice. */
  keepOnly(count: number): void {
    for (const { stream } of this.#all.splice(count)) this.#streams.get(stream)?.pop();
  }

  async append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    this.#refuseWhenClosed();
    const texts = checkedBatch(stream, expectedRevision, events);
    const past = this.#streams.get(stream) ?? [];
    if (expectedRevision !== past.length - 1) return this.#repeatedOrConflict(past, expectedRevision, texts);
    const batch = { stream, texts, revision: past.length, position: this.#all.length + 1 };
    const stored = texts.ids.map((_, index) => storedEvent(batch, index));
    past.push(...stored);
    this.#all.push(...stored);
    this.#streams.set(stream, past);
    for (const subscription of this.#subscriptions) subscription.notify();
    return {
      outcome: 'appended',
      revision: past.length - 1,
      position: positionText(this.#all.length),
      repeated: false,
    };
  }

  #repeatedOrConflict(past: readonly StoredEvent[], expectedRevision: number, { ids }: BatchTexts): AppendOutcome {
    const from = expectedRevision + 1;
    const there = past.slice(from, from + ids.length);
    const last = there.at(-1);
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
    this.#refuseWhenClosed();
    const past = this.#streams.get(stream) ?? [];
    const limit = options.limit ?? Infinity;
    if (options.direction === 'backwards') {
      const from = options.from ?? past.length - 1;
      const backwards = past.slice(0, from + 1).reverse();
      return soundEvents(this.#read(backwards.slice(0, limit)));
    }
    const from = options.from ?? 0;
    return soundEvents(this.#read(past.slice(from, limit === Infinity ? undefined : from + limit)));
  }

  async head(): Promise<Position | null> {
    this.#refuseWhenClosed();
    return this.#all.at(-1)?.position ?? null;
  }

  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription {
    if (this.#closed !== null) return noSubscription(this.#closed);
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
    const last = page.at(-1);
    const lastPlace = last === undefined ? null : placeOf(last);
    return { events: this.#read(events), scannedTo: number + page.length, last: lastPlace };
  }

  async close(): Promise<void> {
    this.#closed ??= new StoreUnavailableError('the event store is closed');
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
  }

  #refuseWhenClosed(): void {
    if (this.#closed !== null) throw this.#closed;
  }
}
