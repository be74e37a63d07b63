import { closeFolderToOthers } from '@bookonce/adapter-node/private-folder';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { openSqliteReadModels } from '@bookonce/adapter-sqlite/open-sqlite-read-models';
import { openRedisPorts } from '@bookonce/distributed/redis-ports';
import type { ReadModels, StoredView } from '@bookonce/kernel/ports/read-models';
import { ConfigError } from '@bookonce/platform/variables';
import { CURRENT_VIEWS } from './current-views.js';
import { expectHistoryIn, type Place } from './places.js';

export interface RemoveViewsOptions {
  readonly place: Place;
  readonly namespace: string;
  readonly isDryRun: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Receives reports of a server that cannot be reached. */
  readonly report: (message: string) => void;
}

interface OpenedStorage {
  /** For messages; without a password. */
  readonly name: string;
  readonly readModels: ReadModels;
  /** Followers of a running release mark their views more often than this; 0 if none can run. */
  readonly followedWithinMs: number;
  readonly close: () => Promise<void>;
}

/**
 * Removes the views that no running release follows, without waiting for the retention time, and returns them. Views of
 * this release stay, so that the next start need not fill them. Rejects if a data folder is in use, and with a
 * {@link ConfigError} if there are no views at all: the place may be mistyped.
 */
export const removeViews = async (options: RemoveViewsOptions): Promise<readonly StoredView[]> => {
  const { name, readModels, followedWithinMs, close } = await openStorage(options);
  try {
    const stored = await readModels.views();
    if (stored.length === 0) throw new ConfigError(`There are no views in ${name}.`);
    const removed = stored.filter(
      ({ view, followedAt }) =>
        !CURRENT_VIEWS.some(({ key }) => key === view.key) &&
        (followedWithinMs === 0 || (followedAt ?? 0) < options.now - followedWithinMs),
    );
    if (!options.isDryRun) for (const { view } of removed) await readModels.remove(view);
    return removed;
  } finally {
    await close();
  }
};

const openStorage = async ({ place, namespace, report }: RemoveViewsOptions): Promise<OpenedStorage> => {
  if (place.kind === 'server') {
    const redis = openRedisPorts(place.url, namespace, { onLost: report, onBack: report });
    return {
      name: `this Redis under the namespace ${namespace}`,
      readModels: redis.readModels,
      followedWithinMs: 60_000,
      close: () => redis.close(),
    };
  }
  const { path } = place;
  expectHistoryIn(path);
  // The event store's lock makes sure that the product is stopped.
  const eventStore = await openSqliteEventStore({ folder: path, onLockWait: report });
  if (closeFolderToOthers(path)) report(`${path} was open to other users of this machine; its mode is now 700`);
  const readModels = await openSqliteReadModels({ folder: path, writer: 'inline' });
  const close = async (): Promise<void> => {
    await readModels.close();
    await eventStore.close();
  };
  return { name: path, readModels, followedWithinMs: 0, close };
};

/** Describes removed views, one line each. */
export const describeRemoved = (removed: readonly StoredView[], isDryRun: boolean): string => {
  if (removed.length === 0) return 'There is no view that no running release follows.\n';
  const verb = isDryRun ? 'would remove' : 'removed';
  const since = (followedAt: number | null): string =>
    followedAt === null ? 'never followed' : `last followed ${new Date(followedAt).toISOString()}`;
  return removed.map(({ view, followedAt }) => `${verb} ${view.key}, ${since(followedAt)}\n`).join('');
};
