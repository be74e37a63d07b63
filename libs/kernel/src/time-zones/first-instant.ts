const DAY_MS = 24 * 60 * 60_000;

/**
 * Returns the first epoch ms at which clocks show a local time, given as if it were UTC; for a time that is skipped, the
 * moment of the change. `offsetAt` returns local time minus UTC in ms. Clocks change at most once within two days.
 */
export const firstInstantAt = (wall: number, offsetAt: (epochMs: number) => number): number => {
  const before = offsetAt(wall - DAY_MS);
  const after = offsetAt(wall + DAY_MS);
  const early = wall - Math.max(before, after);
  if (before === after || offsetAt(early) === Math.max(before, after)) return early;
  const late = wall - Math.min(before, after);
  return offsetAt(late) === Math.min(before, after) ? late : changeBetween(early, late, offsetAt);
};

const changeBetween = (from: number, to: number, offsetAt: (epochMs: number) => number): number => {
  const offset = offsetAt(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
};
