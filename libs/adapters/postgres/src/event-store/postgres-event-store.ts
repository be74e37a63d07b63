import { checkedBatch } from '@bookonce/adapter-storage/log/batch';
import type { ReadEvent } from '@bookonce/adapter-storage/log/stored-form';
import { noSubscription } from '@bookonce/adapter-storage/log/log-subscription';
import {
  type AppendOutcome,
  type EventStore,
  type NewEvent,
  type Position,
  type ReadOptions,
  type StoredEvent,
  StoreUnavailableError,
  type StreamName,
  type SubscribeOptions,
  type Subscription,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import type { PostgresConnection } from '../connection.js';
import { AppendQueue } from './append-queue.js';
import { HistoryReader, settledHead } from './history-reader.js';
import { HistorySubscription } from './history-subscription.js';
import { LongTransactions } from './long-transactions.js';
import { type Appended, NotifyListener } from './notify-listener.js';
import { SharedTail } from './shared-tail.js';

/** History in one append-only table of a PostgreSQL database. */
export class PostgresEventStore implements EventStore {
  readonly #appends: AppendQueue;
  readonly #reader: HistoryReader;
  #tail: SharedTail;
  /** Lost connections when the tail was begun. */
  #tailBegunAt: number;
  readonly #notifications: NotifyListener;
  readonly #longTransactions: LongTransactions;
  readonly #subscriptions = new Set<HistorySubscription>();
  #closed = false;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
    /** Channel for NOTIFY; a name that needs no quoting. */
    channel: string,
    /** Called while a long transaction of this database holds new events back. */
    onHeldBack: (text: string) => void = () => undefined,
  ) {
    this.#notifications = new NotifyListener(connection, channel);
    this.#notifications.open();
    this.#appends = new AppendQueue(connection, schema, (appended) => this.#notifications.announce(appended));
    this.#reader = new HistoryReader(connection, schema);
    this.#longTransactions = new LongTransactions(this.#reader, onHeldBack);
    this.#longTransactions.start();
    this.#tail = this.#newTail();
    this.#tailBegunAt = connection.losses;
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
    const begunAt = this.connection.losses;
    const followed = {
      after: (position: Position | null, limit: number) => this.#after(position, limit, begunAt),
      onAppended: (wake: (appended: Appended | null) => void) => this.#notifications.add(wake),
    };
    const subscription = new HistorySubscription(followed, options, handler, (ended) => {
      this.#subscriptions.delete(ended);
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  /** How long the oldest transaction of this database has been running, in seconds. New events wait for its end. */
  get oldestTransactionSeconds(): number {
    return this.#longTransactions.seconds;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#longTransactions.stop();
    this.#notifications.close();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
  }

  /**
   * Fails if a connection was lost since the subscription began: the server may have been restored or replaced, so its
   * follower checks first whether history still holds what it has handled. Cached events are dropped for the same reason.
   */
  async #after(position: Position | null, limit: number, begunAt: number): Promise<readonly ReadEvent[]> {
    const { losses } = this.connection;
    if (losses !== this.#tailBegunAt) {
      this.#tail = this.#newTail();
      this.#tailBegunAt = losses;
    }
    const page = losses === begunAt ? await this.#tail.after(position, limit) : [];
    if (this.connection.losses !== begunAt) throw this.connection.unavailable('a connection was lost');
    return page;
  }

  #newTail(): SharedTail {
    return new SharedTail((position, limit) => this.#reader.after(position, limit));
  }

  #expectOpen(): void {
    if (this.#closed) throw closed();
  }
}

const closed = (): Error => new StoreUnavailableError('the event store is closed');
