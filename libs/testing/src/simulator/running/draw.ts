import type { SeededRandom } from '../../harness/seeded-random.js';

/** One of the items, each as likely as the others. */
export const pick = <T>(random: SeededRandom, items: readonly T[]): T => {
  const item = items[random.between(0, items.length - 1)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};
