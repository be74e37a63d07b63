import { checkedBatch } from '@bookonce/adapter-storage/log/batch';
import { noSubscription } from '@bookonce/adapter-storage/log/log-subscription';
import { soundEvents } from '@bookonce/adapter-storage/log/stored-form';
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
import { Appender } from './appender.js';
import type { Connection } from './connection.js';
import { originOf, ownEvent } from './event-origin.js';
import { HeadReader } from './head-reader.js';
import { LogFollower } from './log-follower.js';
import { type ServerLog, SharedTail } from './log-tail.js';
import { logPosition } from './position.js';
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
  readonly #log: ServerLog;
  readonly #tail: SharedTail;
  readonly #followers = new Set<LogFollower>();
  #closed: StoreUnavailableError | null = null;

  constructor(
    private readonly connection: HistoryServer,
    private readonly names: StreamNames,
    /** Called for each event of another application in a stream that is named as one of this product's. */
    onForeign: (stream: string) => void = () => undefined,
  ) {
    this.#appender = new Appender(connection, names);
    this.#head = new HeadReader(connection, names);
    this.#log = {
      end: () => this.#head.read(),
      open: (after, categories, buffer) =>
        connection.subscribe(after === null ? null : logPosition(after), names.filter(categories), buffer),
      stored: (event) => {
        const origin = originOf(event, names);
        if (origin.kind === 'foreign') onForeign(event.stream);
        return origin.kind === 'own' ? origin.event : null;
      },
      failureOf: (error) => connection.failureOf(error),
      timeoutMs: connection.timeoutMs,
      noAnswer: () => connection.noAnswer(),
    };
    this.#tail = new SharedTail(this.#log);
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
    return soundEvents(events.map((event) => ownEvent(event, stream)));
  }

  async head(): Promise<Position | null> {
    this.#refuseWhenClosed();
    return (await this.#head.read()).head;
  }

  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription {
    if (this.#closed !== null) return noSubscription(this.#closed);
    const follower = new LogFollower(this.#log, this.#tail, options, handler, (ended) => this.#followers.delete(ended));
    this.#followers.add(follower);
    return follower;
  }

  async close(): Promise<void> {
    this.#closed ??= new StoreUnavailableError('the event store is closed');
    await Promise.all([...this.#followers].map((follower) => follower.close()));
    await this.#tail.close();
  }

  #refuseWhenClosed(): void {
    if (this.#closed !== null) throw this.#closed;
  }
}
