import { LruCache } from './lru-cache.js';
import { NO_STREAM, type EventStore, type StoredEvent } from './ports/event-store.js';

const REMEMBERED = 10_000;

/**
 * Returns a store that caches the first event of each stream created through it, because reactions to later events often
 * read the first one, and history does not change.
 */
export const rememberBeginnings = (store: EventStore): EventStore => {
  const beginnings = new LruCache<StoredEvent>(REMEMBERED);
  return {
    append: async (stream, expectedRevision, events) => {
      const outcome = await store.append(stream, expectedRevision, events);
      const [first] = events;
      // Of a longer batch only the last event's position is known.
      if (expectedRevision === NO_STREAM && events.length === 1 && first !== undefined && isNew(outcome)) {
        // A copy in its stored form, because the caller may change its own object afterwards.
        const { data, meta } = JSON.parse(JSON.stringify(first)) as typeof first;
        beginnings.set(stream, { ...first, data, meta, stream, revision: 0, position: outcome.position });
      }
      return outcome;
    },
    readStream: async (stream, options = {}) => {
      const first = isOfFirst(options) ? beginnings.get(stream) : undefined;
      return first === undefined ? store.readStream(stream, options) : [first];
    },
    head: () => store.head(),
    subscribe: (options, handler) => store.subscribe(options, handler),
    close: () => store.close(),
  };
};

type Outcome = Awaited<ReturnType<EventStore['append']>>;

/** A repeated id may stand for data that were written by another try. */
const isNew = (outcome: Outcome): outcome is Extract<Outcome, { outcome: 'appended' }> =>
  outcome.outcome === 'appended' && !outcome.repeated;

const isOfFirst = ({ from = 0, direction = 'forwards', limit }: NonNullable<Parameters<EventStore['readStream']>[1]>) =>
  from === 0 && direction === 'forwards' && limit === 1;
