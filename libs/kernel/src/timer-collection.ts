import type { Collection } from './ports/read-models.js';
import type { Timer } from './ports/timers.js';

/** A service's timers as documents, the earliest due first: `link` → `linkTimers`. */
export const timerCollection = (service: string): Collection<Timer> => ({
  name: `${service}Timers`,
  indexes: {},
  sortKey: (timer) => timer.dueAt,
});
