import type { StoreAccessError } from '@bookonce/kernel/ports/event-store';
import { ServerWatch } from '@bookonce/kernel/server-watch';
import { observed, watchedStore } from '@bookonce/kernel/watched-store';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { History } from './history.js';
import type { OutageLog } from './outage-log.js';

export interface WatchedHistory extends History {
  /** Whether the server can be used now; may take as long as its time-out. */
  readonly isAnswering: () => Promise<boolean>;
}

export interface WatchHistoryOptions {
  /** Names the server for people. */
  readonly server: string;
  readonly log: OutageLog;
  /** Called when the server refuses the product's user, which only an operator can change. */
  readonly onRefused: (error: StoreAccessError) => void;
}

/** Reports the loss and the return of history's server once for all that use it, and wakes whatever waits to retry. */
export const watchHistory = (history: History, { server, log, onRefused }: WatchHistoryOptions): WatchedHistory => {
  const { eventStore, checkpoints, snapshots } = history;
  const probe = history.check ?? (() => eventStore.head());
  const watch = new ServerWatch({ server, scheduler: systemScheduler, probe, ...log });
  const observer = { watch, onRefused };
  return {
    ...history,
    eventStore: watchedStore(eventStore, observer),
    checkpoints: {
      load: (name) => observed(observer, checkpoints.load(name)),
      handled: (name) => observed(observer, checkpoints.handled(name)),
      save: (name, position, handled) => observed(observer, checkpoints.save(name, position, handled)),
      forget: (name) => observed(observer, checkpoints.forget(name)),
    },
    snapshots: {
      load: (stream) => observed(observer, snapshots.load(stream)),
      save: (stream, snapshot) => observed(observer, snapshots.save(stream, snapshot)),
    },
    isAnswering: async () => {
      await probe();
      return true;
    },
    close: async () => {
      watch.stop();
      await history.close();
    },
  };
};
