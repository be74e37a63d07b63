import type { EventStore, StoredEvent } from './ports/event-store.js';

/** A store whose readers see every event at the current version of its schema. */
export const upcastingStore = (store: EventStore, upcast: (event: StoredEvent) => StoredEvent): EventStore => ({
  append: (stream, expectedRevision, events) => store.append(stream, expectedRevision, events),
  readStream: async (stream, options) => (await store.readStream(stream, options)).map((event) => upcast(event)),
  head: () => store.head(),
  subscribe: (options, handler) =>
    store.subscribe(options, { ...handler, handle: (events) => handler.handle(events.map((event) => upcast(event))) }),
  close: () => store.close(),
});
