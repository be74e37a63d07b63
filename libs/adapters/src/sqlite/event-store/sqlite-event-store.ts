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
import { LruCache } from '@bookonce/kernel/lru-cache';
import { LogSubscription, type Log } from '../../log/log-subscription.js';
import { positionText } from '../../log/position-text.js';
import { appendRequest, type AppendAnswer, type AppendRequest } from './append-batch.js';
import type { BatchWriter } from './batch-writer.js';
import type { EventReader } from './event-reader.js';
import { RecentEvents } from './recent-events.js';

interface Waiting {
  readonly request: AppendRequest;
  readonly events: readonly NewEvent[];
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: Error) => void;
}

const MAX_APPENDS_IN_ONE_COMMIT = 1_000;
const KNOWN_HEADS = 50_000;

/** The embedded event store: one writer with group commit, readers beside it. */
export class SqliteEventStore implements EventStore {
  readonly #recent: RecentEvents;
  readonly #heads = new LruCache<number>(KNOWN_HEADS);
  readonly #subscriptions = new Set<LogSubscription>();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #closed: Promise<void> | null = null;

  constructor(
    private readonly writer: BatchWriter,
    private readonly reader: EventReader,
    private readonly release: () => void,
  ) {
    this.#recent = new RecentEvents(reader.head());
  }

  append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== null) throw new StoreUnavailableError('the event store is closed');
      const request = appendRequest(stream, expectedRevision, events);
      this.#waiting.push({ request, events, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  async readStream(stream: StreamName, options: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    // The only writer is in this process, so a head that is known here is the head.
    const head = this.#heads.get(stream);
    if (head !== undefined && options.direction !== 'backwards' && (options.from ?? 0) > head) return [];
    return this.#read(() => this.reader.stream(stream, options));
  }

  async head(): Promise<Position | null> {
    const { head } = this.#recent;
    return head === 0 ? null : positionText(head);
  }

  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription {
    const log: Log = {
      head: () => this.#recent.head,
      readAfter: (number, limit, categories) =>
        this.#recent.after(number, limit, categories) ?? this.#read(() => this.reader.after(number, limit, categories)),
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
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#writing;
    await this.writer.close();
    this.reader.close();
    this.release();
  }

  /** While one commit is on its way to the disk, the next batch collects. */
  async #write(): Promise<void> {
    // Everything that is decided in this turn of the event loop goes into the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MAX_APPENDS_IN_ONE_COMMIT);
      this.#waiting = this.#waiting.slice(batch.length);
      const answer = await this.writer.write(batch.map((waiting) => waiting.request));
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

  #settle({ request, events, resolve }: Waiting, answer: AppendAnswer): void {
    if (answer.kind === 'conflict') {
      resolve({ outcome: 'conflict', actualRevision: answer.actualRevision });
      return;
    }
    const { revision, position, repeated } = answer;
    if (!repeated) {
      this.#heads.set(request.stream, revision);
      this.#remember(request.stream, events, revision, position);
    }
    resolve({ outcome: 'appended', revision, position: positionText(position), repeated });
  }

  /** Only now, with the commit on the disk, may anybody see them. */
  #remember(stream: StreamName, events: readonly NewEvent[], revision: number, position: number): void {
    events.forEach((event, index) => {
      const back = events.length - 1 - index;
      this.#recent.push({ ...event, stream, revision: revision - back, position: positionText(position - back) });
    });
  }

  #read<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      throw new StoreUnavailableError('the event store could not be read', { cause: error });
    }
  }
}
