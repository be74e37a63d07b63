import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { SeededRandom } from '../../harness/seeded-random.js';

const MINUTE_MS = 60_000;
/** A Monday. */
export const RUN_STARTS_AT = Date.UTC(2026, 2, 2, 8);
/** Two days later, so that few timers are due before the faults stop. */
const FAR_MS = Date.UTC(2026, 2, 4, 9);
/** So soon that time limits, reminders and meetings come during the faults. */
const SOON_MS = RUN_STARTS_AT + 15 * MINUTE_MS;
const GRID_MS = 15 * MINUTE_MS;

/** The times that a run is about. */
export interface PlannedTimes {
  /** The nth start of the day, every 15 minutes. */
  readonly start: (nth: number) => Instant;
  /** The day of the meetings, in UTC. */
  readonly date: string;
  /** Minutes before the first start at which a reminder of it is due shortly after the run begins. */
  readonly minutesUntilFirst: number;
}

export const drawTimes = (random: SeededRandom): PlannedTimes => {
  const firstMs = random.chance(0.3) ? SOON_MS : FAR_MS;
  return {
    start: (nth) => instantOf(firstMs + nth * GRID_MS),
    date: instantOf(firstMs).slice(0, 10),
    minutesUntilFirst: (firstMs - RUN_STARTS_AT) / MINUTE_MS,
  };
};
