import { loadAggregate } from './load-aggregate.js';
import type { EventStore, StoredEvent, StreamName } from './ports/event-store.js';

type Store = Pick<EventStore, 'readStream'>;

/** Folds all events of a stream, page by page. The state is not kept for the next call. */
export const foldStream = async <State>(
  store: Store,
  stream: StreamName,
  fold: { readonly initial: State; readonly evolve: (state: State, event: StoredEvent) => State },
): Promise<State> => (await loadAggregate(store, fold, stream, undefined, {})).state;

/** Returns all events of a stream that is never very long, read page by page. */
export const readWholeStream = (store: Store, stream: StreamName): Promise<readonly StoredEvent[]> =>
  foldStream<StoredEvent[]>(store, stream, {
    initial: [],
    evolve: (events, event) => {
      events.push(event);
      return events;
    },
  });
