import { setTimeout as wait } from 'node:timers/promises';

const MINIMUM_MS = 250;

/**
 * Waits for the work, and for 250 ms if it takes less, so that the time of an answer does not reveal whether an address
 * is known.
 */
export const inConstantTime = async <Value>(work: Promise<Value>): Promise<Value> => {
  const [value] = await Promise.all([work, wait(MINIMUM_MS)]);
  return value;
};
