import { checkedBatch } from '@bookonce/adapter-storage/log/batch';
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
import { Appender, metaOf } from './appender.js';
import type { ServerEvent } from './client.js';
import type { Connection } from './connection.js';
import { HeadReader } from './head-reader.js';
import { type FollowedLog, LogFollower } from './log-follower.js';
import { logPosition, positionText } from './position.js';
import type { StreamNames } from './stream-names.js';

/** The part of a connection that the event store needs. */
export type HistoryServer = Pick<
  Connection,
  'append' | 'readStream' | 'readAllBackwards' | 'subscribe' | 'failureOf' | 'noAnswer' | 'timeoutMs'
>;

/** An event store on EventStoreDB or KurrentDB. */
export class EventStoreDbEventStore implements EventStore {
  readonly #appender: Appender;
  readonly #head: HeadReader;
  readonly #followers = new Set<LogFollower>();
  #closed: StoreUnavailableError | null = null;

  constructor(
    private readonly connection: HistoryServer,
    private readonly names: StreamNames,
  ) {
    this.#appender = new Appender(connection, names);
    this.#head = new HeadReader(connection, names);
  }

  async append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    this.#refuseWhenClosed();
    return this.#appender.append(stream, expectedRevision, checkedBatch(stream, expectedRevision, events));
  }

  async readStream(stream: StreamName, options: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    this.#refuseWhenClosed();
    const { from, direction, limit = Number.MAX_SAFE_INTEGER } = options;
    const backwards = direction === 'backwards';
    if (limit <= 0 || (backwards && from !== undefined && from < 0)) return [];
    const first = from === undefined ? (backwards ? 'end' : 'start') : Math.max(from, 0);
    const events = await this.connection.readStream(this.names.onServer(stream), { from: first, backwards, limit });
    return events.map((event) => stored(event, stream));
  }

  async head(): Promise<Position | null> {
    this.#refuseWhenClosed();
    return this.#head.read();
  }

  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription {
    if (this.#closed !== null) return noSubscription(this.#closed);
    const { connection, names } = this;
    const filter = names.filter(options.categories);
    const log: FollowedLog = {
      head: () => this.#head.read(),
      open: (after, buffer) => connection.subscribe(after === null ? null : logPosition(after), filter, buffer),
      stored: (event) => {
        const stream = names.inProduct(event.stream);
        // System events, such as the deletion of a stream.
        return stream === null || event.type.startsWith('$') ? null : stored(event, stream);
      },
      failureOf: (error) => connection.failureOf(error),
      timeoutMs: connection.timeoutMs,
      noAnswer: () => connection.noAnswer(),
    };
    const follower = new LogFollower(log, options, handler, (ended) => this.#followers.delete(ended));
    this.#followers.add(follower);
    return follower;
  }

  async close(): Promise<void> {
    this.#closed ??= new StoreUnavailableError('the event store is closed');
    await Promise.all([...this.#followers].map((follower) => follower.close()));
  }

  #refuseWhenClosed(): void {
    if (this.#closed !== null) throw this.#closed;
  }
}

const stored = (event: ServerEvent, stream: StreamName): StoredEvent => ({
  id: event.id,
  type: event.type,
  data: event.data as object,
  meta: metaOf(event),
  stream,
  revision: event.revision,
  position: positionText(event.position),
});
