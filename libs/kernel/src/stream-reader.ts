import { loadAggregate, type Loaded } from './load-aggregate.js';
import { LruCache } from './lru-cache.js';
import { streamName, type EventStore, type StoredEvent } from './ports/event-store.js';

/** The state of one kind of stream, as a service that does not own it needs to know it. */
export interface StreamFold<State> {
  readonly category: string;
  readonly initial: State;
  readonly evolve: (state: State, event: StoredEvent) => State;
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a caller's text can be an id. Other text must not reach a store, and is looked up nowhere. */
export const isPossibleId = (text: string): boolean => ID.test(text);

/**
 * Reads the current state of streams that another service owns. Unlike a view, the answer is never stale: every read
 * asks the store for the events since the last one.
 */
export class StreamReader<State> {
  readonly #known: LruCache<Loaded<State>>;

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly fold: StreamFold<State>,
    cacheSize = 10_000,
  ) {
    this.#known = new LruCache(cacheSize);
  }

  /** The state with every event that was stored before the call; `initial` if the stream does not exist. */
  async read(id: string): Promise<State> {
    const { category, initial } = this.fold;
    if (!isPossibleId(id)) return initial;
    const before = this.#known.get(id);
    const loaded = await loadAggregate(this.store, this.fold, streamName(category, id), before, {});
    const known = this.#known.get(id);
    // A slower read that started earlier must not replace what a later one found. A state that ends with an event that
    // history has lost is no later one.
    const isLost = known === before && known !== undefined && loaded.revision < known.revision;
    if (known === undefined || isLost || known.revision < loaded.revision) this.#known.set(id, loaded);
    return loaded.state;
  }
}

/** Tells which workspace a stream belongs to, so that no command crosses into another one (I19). */
export class StreamWorkspaces {
  readonly #known: LruCache<string>;

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly category: string,
    cacheSize = 10_000,
  ) {
    this.#known = new LruCache(cacheSize);
  }

  /** The workspace of the stream's first event, which never changes; null if the stream does not exist. */
  async workspaceOf(id: string): Promise<string | null> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    if (!isPossibleId(id)) return null;
    const [first] = await this.store.readStream(streamName(this.category, id), { limit: 1 });
    if (first === undefined) return null;
    this.#known.set(id, first.meta.workspaceId);
    return first.meta.workspaceId;
  }
}
