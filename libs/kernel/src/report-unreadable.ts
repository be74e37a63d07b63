import { DamagedEventError, UnknownEventError, type EventStore } from './ports/event-store.js';

export type Unreadable = DamagedEventError | UnknownEventError;

const isUnreadable = (error: unknown): error is Unreadable =>
  error instanceof DamagedEventError || error instanceof UnknownEventError;

/** A store that reports each event that cannot be read, to whichever reader or follower meets it. */
export const reportUnreadable = (store: EventStore, report: (unreadable: Unreadable) => void): EventStore => {
  const failed = (error: unknown): never => {
    if (isUnreadable(error)) report(error);
    throw error;
  };
  return {
    append: (stream, expectedRevision, events) => store.append(stream, expectedRevision, events),
    readStream: (stream, options) => store.readStream(stream, options).catch(failed),
    head: () => store.head(),
    subscribe: (options, handler) => {
      const { damaged } = handler;
      if (damaged === undefined) return store.subscribe(options, handler);
      return store.subscribe(options, {
        ...handler,
        damaged: (damage) => {
          report(damage);
          return damaged(damage);
        },
      });
    },
    close: () => store.close(),
  };
};
