import { StoreAccessError, type EventStore, type Subscription } from './ports/event-store.js';
import type { ServerWatch } from './server-watch.js';

/** Follows the calls of a port that can fail because its server is lost or refuses the product's user. */
export interface CallObserver {
  readonly watch: ServerWatch;
  /** Called when the server refuses the product's user, which only an operator can change. */
  readonly onRefused: (error: StoreAccessError) => void;
}

const failing = ({ watch, onRefused }: CallObserver, error: unknown): unknown => {
  if (error instanceof StoreAccessError) onRefused(error);
  return watch.noted(error);
};

/** Makes errors of a lost server part of the outage that `watch` reports. Other errors pass. */
export const observed = async <Value>(observer: CallObserver, call: Promise<Value>): Promise<Value> => {
  try {
    return await call;
  } catch (error) {
    throw failing(observer, error);
  }
};

/** Returns a store whose failures are part of one outage for all callers. */
export const watchedStore = (store: EventStore, observer: CallObserver): EventStore => ({
  append: async (stream, expectedRevision, events) => {
    try {
      return await store.append(stream, expectedRevision, events);
    } catch (error) {
      // An append alone may time out because the same events are in flight, on a server that answers.
      throw error instanceof StoreAccessError || observer.watch.isInDoubt ? failing(observer, error) : error;
    }
  },
  readStream: (stream, options) => observed(observer, store.readStream(stream, options)),
  head: () => observed(observer, store.head()),
  subscribe: (options, handler): Subscription => {
    const subscription = store.subscribe(options, handler);
    const done = observed(observer, subscription.done);
    // Callers that await `done` get the rejection. It must not count as unhandled for the others.
    done.catch(() => undefined);
    return { done, close: () => subscription.close() };
  },
  close: () => store.close(),
});
