/**
 * Returns whether a snapshot is due after an append that took a stream from revision `before` to `after`: whenever it
 * passes a multiple of `every`, or of a larger number if the history is long. The first event passes none. Snapshots grow
 * with the history; writing them less often keeps the cost per event constant.
 */
export const isSnapshotDue = (every: number, before: number, after: number): boolean => {
  let step = every;
  while (step * 8 <= after) step *= 2;
  return Math.floor(Math.max(before, 0) / step) !== Math.floor(after / step);
};
