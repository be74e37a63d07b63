import type { EventStore, StoredEvent } from './ports/event-store.js';

export interface Upcasting {
  /** Brings an event to the current version of its schema. Events that only a newer release knows pass unchanged. */
  readonly upcast: (event: StoredEvent) => StoredEvent;
  /** The same for an event of a stream that is loaded, whose state must not leave out any: throws an UnknownEventError. */
  readonly upcastKnown: (event: StoredEvent) => StoredEvent;
}

/** A store whose readers see every event at the current version of its schema. */
export const upcastingStore = (store: EventStore, { upcast, upcastKnown }: Upcasting): EventStore => ({
  append: (stream, expectedRevision, events) => store.append(stream, expectedRevision, events),
  readStream: async (stream, options) => (await store.readStream(stream, options)).map((event) => upcastKnown(event)),
  head: () => store.head(),
  subscribe: (options, handler) =>
    store.subscribe(options, { ...handler, handle: (events) => handler.handle(events.map((event) => upcast(event))) }),
  close: () => store.close(),
});
