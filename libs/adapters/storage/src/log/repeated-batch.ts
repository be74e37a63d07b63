/**
 * Whether a batch at a wrong revision is one that was appended before: all of its ids stand at the place it was
 * meant for. Anything else at a wrong revision is a conflict.
 */
export const isRepeatedBatch = (batchIds: readonly string[], idsAtItsPlace: readonly string[]): boolean =>
  batchIds.length > 0 && batchIds.every((id, index) => idsAtItsPlace[index] === id);
