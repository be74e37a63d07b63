import { LruCache } from './lru-cache.js';

const REMEMBERED = 1_000;

/** Returns a `report` that is called once for each key; again, at the earliest, after 1,000 other keys. */
export const oncePerKey = <Key extends string, Details extends readonly unknown[]>(
  report: (key: Key, ...details: Details) => void,
): ((key: Key, ...details: Details) => void) => {
  const reported = new LruCache<true>(REMEMBERED);
  return (key, ...details) => {
    if (reported.get(key) !== undefined) return;
    reported.set(key, true);
    report(key, ...details);
  };
};
