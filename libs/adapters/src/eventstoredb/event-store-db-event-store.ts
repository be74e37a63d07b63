import {
  InvalidAppendError,
  StoreUnavailableError,
  type AppendOutcome,
  type EventMeta,
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
import { randomUUID } from 'node:crypto';
import { checkedBatch, type BatchTexts } from '../log/checked-batch.js';
import { noSubscription } from '../log/no-subscription.js';
import { isRepeatedBatch } from '../log/repeated-batch.js';
import type { Appended, ProposedEvent, ServerEvent } from './client.js';
import type { Connection } from './connection.js';
import { WrongRevisionError } from './failures.js';
import { HeadReader } from './head-reader.js';
import { LogFollower, type FollowedLog } from './log-follower.js';
import { logPosition, positionText } from './position.js';
import type { StreamNames } from './stream-names.js';

/** What an event's metadata are on the server. */
interface SignedMeta extends EventMeta {
  /** Of a batch's last event: which call wrote it. */
  readonly appendId?: string;
}

/** What history needs of a connection. */
export type HistoryServer = Pick<
  Connection,
  'append' | 'readStream' | 'readAllBackwards' | 'subscribe' | 'failureOf' | 'noAnswer' | 'timeoutMs'
>;

/**
 * History in EventStoreDB or KurrentDB.
 *
 * The server answers "success" to ids that stand at the expected revision already, whatever their data: it does not
 * prove that *these* data were written. That they say the same is because an event's id derives from what it says
 * (see `new-events.ts`); who wrote them is told by a signature.
 */
export class EventStoreDbEventStore implements EventStore {
  readonly #head: HeadReader;
  readonly #followers = new Set<LogFollower>();
  #closed: StoreUnavailableError | null = null;

  constructor(
    private readonly connection: HistoryServer,
    private readonly names: StreamNames,
  ) {
    this.#head = new HeadReader(connection, names);
  }

  async append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    this.#refuseWhenClosed();
    const batch = checkedBatch(stream, expectedRevision, events);
    const name = this.names.onServer(stream);
    const appendId = randomUUID();
    try {
      const appended = await this.#append(name, expectedRevision, batch, appendId);
      return await this.#answer(name, appended, appendId);
    } catch (error) {
      if (!(error instanceof WrongRevisionError)) throw error;
      return (await this.#repeated(name, expectedRevision, batch)) ?? conflict(error);
    }
  }

  async #append(name: string, expected: number, batch: BatchTexts, appendId: string): Promise<Appended> {
    try {
      return await this.connection.append(name, expected, proposed(batch, appendId));
    } catch (error) {
      // Within the limit, but not with a signature.
      if (!(error instanceof InvalidAppendError)) throw error;
      return this.connection.append(name, expected, proposed(batch, null));
    }
  }

  /** Where nobody can tell who wrote it, it may have been another try: that is the safe answer. */
  async #answer(name: string, { revision, position }: Appended, appendId: string): Promise<AppendOutcome> {
    const last = await this.#lookAt(name, revision);
    const repeated = last === null || (last.meta as SignedMeta).appendId !== appendId;
    return { outcome: 'appended', revision, position: positionText(last?.position ?? position), repeated };
  }

  async #lookAt(name: string, revision: number): Promise<ServerEvent | null> {
    try {
      const [event] = await this.connection.readStream(name, { from: revision, backwards: false, limit: 1 });
      return event ?? null;
    } catch (error) {
      if (error instanceof StoreUnavailableError) return null;
      throw error;
    }
  }

  /** A conflict that is none: the very same events are there. */
  async #repeated(name: string, expected: number, { ids }: BatchTexts): Promise<AppendOutcome | null> {
    const there = await this.connection.readStream(name, { from: expected + 1, backwards: false, limit: ids.length });
    const last = there.at(-1);
    const same = isRepeatedBatch(
      ids,
      there.map(({ id }) => id),
    );
    if (!same || last === undefined) return null;
    return { outcome: 'appended', revision: last.revision, position: positionText(last.position), repeated: true };
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
        // The server's own, such as that a stream was deleted.
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

const conflict = ({ actual }: WrongRevisionError): AppendOutcome => ({ outcome: 'conflict', actualRevision: actual });

/** Serialised before, so that the client cannot meet what JSON does not know: it would never come back. */
const proposed = ({ ids, types, datas, metas }: BatchTexts, appendId: string | null): readonly ProposedEvent[] =>
  ids.map((id, index) => {
    const meta = JSON.parse(metas[index] ?? '') as EventMeta;
    const isSigned = appendId !== null && index === ids.length - 1;
    return {
      id,
      type: types[index] ?? '',
      data: JSON.parse(datas[index] ?? '') as object,
      meta: isSigned ? { ...meta, appendId } : meta,
    };
  });

const stored = (event: ServerEvent, stream: StreamName): StoredEvent => {
  const { appendId: _, ...meta } = event.meta as SignedMeta;
  return {
    id: event.id,
    type: event.type,
    data: event.data as object,
    meta,
    stream,
    revision: event.revision,
    position: positionText(event.position),
  };
};
