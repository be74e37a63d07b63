import { setTimeout as wait } from 'node:timers/promises';

const ANSWERED_AFTER_MS = 250;

/** How long the answer takes must not tell what was found out for it, e.g. whether somebody has an address. */
export const inEvenTime = async <Value>(work: Promise<Value>): Promise<Value> => {
  const [value] = await Promise.all([work, wait(ANSWERED_AFTER_MS)]);
  return value;
};
