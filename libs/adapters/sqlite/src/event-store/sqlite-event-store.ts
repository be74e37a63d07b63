import { checkedBatch } from '@bookonce/adapter-storage/log/batch';
import {
  type Log,
  type LogPage,
  LogSubscription,
  noSubscription,
  positionText,
} from '@bookonce/adapter-storage/log/log-subscription';
import { LruCache } from '@bookonce/kernel/lru-cache';
import {
  type AppendOutcome,
  DamagedEventError,
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
import { setImmediate as turn } from 'node:timers/promises';
import type { AppendAnswer, AppendRequest, BatchWriter } from './batch-writer.js';
import type { EventReader } from './event-reader.js';
import { RecentEvents } from './recent-events.js';
import { ShortStreams } from './short-streams.js';

export interface SqliteEventStoreParts {
  readonly writer: BatchWriter;
  readonly reader: Pick<EventReader, 'stream' | 'after' | 'close'>;
  /** Number of the last event at the time of opening. */
  readonly head: number;
  /** Releases the folder's lock. */
  readonly release: () => void;
}

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: Error) => void;
}

const MAX_APPENDS_IN_ONE_COMMIT = 1_000;
const KNOWN_HEADS = 50_000;
const LARGE_READ = 500;

/** The embedded event store: one writer with group commit, and concurrent readers. */
export class SqliteEventStore implements EventStore {
  readonly #recent: RecentEvents;
  readonly #heads = new LruCache<number>(KNOWN_HEADS);
  readonly #short = new ShortStreams();
  readonly #subscriptions = new Set<LogSubscription>();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #closed: Promise<void> | null = null;
  /** Why the store is unusable; null while it is usable. */
  #gone: StoreUnavailableError | null = null;

  constructor(private readonly parts: SqliteEventStoreParts) {
    this.#recent = new RecentEvents(parts.head);
    parts.writer.onLost((reason) => this.#lose(reason));
  }

  append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      this.#refuseWhenGone();
      const request = { stream, expectedRevision, texts: checkedBatch(stream, expectedRevision, events) };
      this.#waiting.push({ request, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  async readStream(stream: StreamName, options: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    this.#refuseWhenGone();
    const { from = 0, limit, direction } = options;
    if (direction === 'backwards') return this.#readNow(stream, options);
    // The only writer is in this process, so the known head is current.
    const head = this.#heads.get(stream);
    if (head !== undefined && from > head) return [];
    const short = head === undefined ? undefined : this.#short.get(stream, head);
    if (short !== undefined) return short.slice(from, limit === undefined ? undefined : from + limit);
    const events = this.#readNow(stream, options);
    const last = events.at(-1);
    if (last !== undefined && (limit === undefined || events.length < limit)) {
      this.#heads.set(stream, last.revision);
      if (from === 0) this.#short.read(stream, events);
    }
    // Other work gets its turn between the pages of a long stream.
    if (events.length >= LARGE_READ) await turn();
    return events;
  }

  #readNow(stream: StreamName, options: ReadOptions): readonly StoredEvent[] {
    return this.#read(() => this.parts.reader.stream(stream, options, this.#recent.head));
  }

  async head(): Promise<Position | null> {
    this.#refuseWhenGone();
    const { head } = this.#recent;
    return head === 0 ? null : positionText(head);
  }

  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription {
    if (this.#gone !== null) return noSubscription(this.#gone);
    const log: Log = {
      head: () => this.#recent.head,
      readAfter: (number, limit, categories) =>
        this.#recent.after(number, limit, categories) ?? this.#readAfter(number, limit, categories),
    };
    const subscription = new LogSubscription(log, options, handler, (ended) => this.#subscriptions.delete(ended));
    this.#subscriptions.add(subscription);
    return subscription;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#gone ??= new StoreUnavailableError('the event store is closed');
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#writing;
    try {
      // The writer closes last: it checkpoints the WAL, which a read-only connection may not.
      this.parts.reader.close();
      await this.parts.writer.close();
    } finally {
      this.parts.release();
    }
  }

  /** Fails all pending appends and subscriptions, as events can no longer be stored. */
  #lose(reason: string): void {
    const gone = (this.#gone ??= new StoreUnavailableError(`the event store is lost: ${reason}`));
    for (const subscription of this.#subscriptions) subscription.fail(gone);
  }

  #refuseWhenGone(): void {
    if (this.#gone !== null) throw this.#gone;
  }

  /** Collects the next batch while a commit is being written. */
  async #write(): Promise<void> {
    // Deferred, so that appends of the same turn of the event loop share the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MAX_APPENDS_IN_ONE_COMMIT);
      this.#waiting = this.#waiting.slice(batch.length);
      const answer = await this.parts.writer.write(batch.map((waiting) => waiting.request));
      if (!answer.ok) {
        for (const { reject } of batch) reject(new StoreUnavailableError(`the event store failed: ${answer.reason}`));
        continue;
      }
      batch.forEach((waiting, index) => {
        const one = answer.answers[index];
        if (one !== undefined) this.#settle(waiting, one);
      });
      for (const subscription of this.#subscriptions) subscription.notify();
    }
    this.#writing = null;
  }

  #settle({ request, resolve }: Waiting, answer: AppendAnswer): void {
    if (answer.kind === 'conflict') {
      resolve({ outcome: 'conflict', actualRevision: answer.actualRevision });
      return;
    }
    const { revision, position, repeated } = answer;
    if (!repeated) {
      this.#heads.set(request.stream, revision);
      this.#remember(request, revision, position);
    }
    resolve({ outcome: 'appended', revision, position: positionText(position), repeated });
  }

  /** Makes events visible only after their commit is durable and acknowledged, so a reader never loses them again (I9). */
  #remember({ stream, texts }: AppendRequest, revision: number, position: number): void {
    const before = texts.ids.length - 1;
    const batch = { stream, texts, revision: revision - before, position: position - before };
    this.#recent.push(batch);
    this.#short.appended(batch);
  }

  /** Reads a long history page by page, yielding to other work in between. */
  async #readAfter(number: number, limit: number, categories: ReadonlySet<string> | null): Promise<LogPage> {
    const page = this.#read(() => this.parts.reader.after(number, limit, categories, this.#recent.head));
    await turn();
    return page;
  }

  #read<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      if (error instanceof DamagedEventError) throw error;
      throw new StoreUnavailableError('the event store could not be read', { cause: error });
    }
  }
}
