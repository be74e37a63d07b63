import type { Collection, ReadModels } from './ports/read-models.js';
import type { Timer, Timers } from './ports/timers.js';

/** Timers that a projection keeps in the read models. */
export const readModelTimers = (readModels: ReadModels, collection: Collection<Timer>): Timers => ({
  due: async (now, limit) => {
    const page = await readModels.list(collection, { order: 'asc', upToSortKey: now, limit });
    return page.items;
  },
  nextDueAt: async () => {
    const page = await readModels.list(collection, { order: 'asc', limit: 1 });
    return page.items[0]?.dueAt ?? null;
  },
});
