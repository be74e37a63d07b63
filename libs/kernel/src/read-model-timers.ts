import { defineCollection, type Collection, type ReadModels, type View } from './ports/read-models.js';
import type { Timer, Timers } from './ports/timers.js';

/** A view's timers as documents, ordered by when they are due. */
export const timerCollection = (view: View): Collection<Timer> =>
  defineCollection(view, { name: 'timers', indexes: {}, sortKey: (timer) => timer.dueAt });

/** Timers that a projection keeps in a collection of the read models. */
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
