import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import type {
  EventStore,
  NewEvent,
  StoredEvent,
  StreamName,
  SubscribeOptions,
  Subscription,
} from '@bookonce/kernel/ports/event-store';
import type { Change, EventPart, OpenedEventStore } from './opened.js';

/** An event with a name to recognise it by; its id derives from the name. */
export const newEvent = (name: string): NewEvent => ({
  id: cryptoIds.derive(name),
  type: 'Happened',
  data: { name, nested: { list: [1, 'two', null] } },
  meta: {
    time: '2026-03-01T00:00:00.000Z',
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: 'c',
    causationId: 'c',
    by: 'test',
    actorId: 'key_1',
  },
});

export const batch = (...names: readonly string[]): readonly NewEvent[] => names.map(newEvent);

export const namesOf = (events: readonly NewEvent[]): readonly unknown[] =>
  events.map(({ data }) => ('name' in data ? data.name : null));

/** Collects delivered events, and resolves once there are enough. */
class Collector {
  readonly events: StoredEvent[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  readonly handle = (events: readonly StoredEvent[]): Promise<void> => {
    this.events.push(...events);
    for (const { count, resolve } of this.#waiting) if (this.events.length >= count) resolve();
    return Promise.resolve();
  };

  has(count: number): Promise<void> {
    if (this.events.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  get names(): readonly unknown[] {
    return namesOf(this.events);
  }
}

export interface Following {
  readonly collector: Collector;
  readonly subscription: Subscription;
}

/** The store of the current test; each test opens its own. */
export class TestedEventStore {
  #opened: OpenedEventStore | null = null;
  #store: EventStore | null = null;

  constructor(private readonly openOne: () => Promise<OpenedEventStore> | OpenedEventStore) {}

  get store(): EventStore {
    if (this.#store === null) throw new Error('no store is open');
    return this.#store;
  }

  /** True if the store survives being closed. */
  get lasts(): boolean {
    return this.#opened?.reopen !== undefined;
  }

  async open(): Promise<void> {
    this.#opened = await this.openOne();
    this.#store = this.#opened.port;
  }

  async close(): Promise<void> {
    await this.#store?.close();
    await this.#opened?.cleanUp?.();
  }

  /** Closes and reopens the store on the same storage. */
  async restart(): Promise<EventStore> {
    await this.store.close();
    const reopened = await this.#opened?.reopen?.();
    if (reopened === undefined) throw new Error('this store does not survive being closed');
    this.#store = reopened;
    return reopened;
  }

  /** Damages a stored event. Reopens the store if it can, since an open one may hold the event in memory. */
  async damage(stream: StreamName, revision: number, part: EventPart, change: Change): Promise<void> {
    await this.#opened?.damage?.(stream, revision, part, change);
    if (this.lasts) await this.restart();
  }

  /** True if the test can damage stored events. */
  get isDamageable(): boolean {
    return this.#opened?.damage !== undefined;
  }

  follow(options: Partial<SubscribeOptions> = {}): Following {
    const collector = new Collector();
    return { collector, subscription: this.store.subscribe({ after: null, ...options }, collector) };
  }
}
