import {
  StoreUnavailableError,
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
import { checkedBatch } from '@bookonce/adapter-storage/log/checked-batch';
import { noSubscription } from '@bookonce/adapter-storage/log/no-subscription';
import type { PostgresConnection } from '../connection.js';
import { AppendQueue } from './append-queue.js';
import { Bell, type Appended } from './bell.js';
import { HistoryReader } from './history-reader.js';
import { SharedTail } from './shared-tail.js';
import { HistorySubscription } from './history-subscription.js';
import { settledHead } from './settled-head.js';

/** History in one append-only table of a PostgreSQL database. */
export class PostgresEventStore implements EventStore {
  readonly #appends: AppendQueue;
  readonly #reader: HistoryReader;
  readonly #tail: SharedTail;
  readonly #bell: Bell;
  readonly #subscriptions = new Set<HistorySubscription>();
  #closed = false;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
    /** On which appends are told of, a name that needs no quoting. */
    channel: string,
  ) {
    this.#bell = new Bell(connection, channel);
    this.#bell.open();
    this.#appends = new AppendQueue(connection, schema, (appended) => this.#bell.rung(appended));
    this.#reader = new HistoryReader(connection, schema);
    this.#tail = new SharedTail((position, limit) => this.#reader.after(position, limit));
  }

  async append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    this.#expectOpen();
    return this.#appends.append(stream, expectedRevision, checkedBatch(stream, expectedRevision, events));
  }

  async readStream(stream: StreamName, options: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    this.#expectOpen();
    return this.#reader.stream(stream, options);
  }

  async head(): Promise<Position | null> {
    this.#expectOpen();
    return settledHead(this.#reader, this.connection);
  }

  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription {
    if (this.#closed) return noSubscription(closed());
    const followed = {
      after: (position: Position | null, limit: number) => this.#tail.after(position, limit),
      onAppended: (wake: (appended: Appended | null) => void) => this.#bell.add(wake),
    };
    const subscription = new HistorySubscription(followed, options, handler, (ended) => {
      this.#subscriptions.delete(ended);
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.close();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
  }

  #expectOpen(): void {
    if (this.#closed) throw closed();
  }
}

const closed = (): Error => new StoreUnavailableError('the event store is closed');
