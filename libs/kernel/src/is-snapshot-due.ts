/**
 * Whether a snapshot is due after an append that took a stream from revision `before` to `after`: each time it
 * passes a multiple of `every`, or of more where the history is long. The larger the history, the larger the
 * snapshot: written less often, its cost for each event stays the same.
 */
export const isSnapshotDue = (every: number, before: number, after: number): boolean => {
  let step = every;
  while (step * 8 <= after) step *= 2;
  return Math.floor(before / step) !== Math.floor(after / step);
};
