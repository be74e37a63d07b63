import type { VoidReason } from '@bookonce/contracts/values/reasons';

interface Chunk {
  /** It was merged so many times, so it holds about `MERGED ** level` attempts. */
  readonly level: number;
  readonly reasons: { readonly [bookingId: string]: VoidReason };
}

/**
 * The attempts that were voided, and why. A host may let any number of attempts at a link, so one object that is copied
 * for each attempt would cost quadratic time. Instead, each attempt begins a chunk, and chunks of the same size are merged:
 * every attempt is copied only a few times. Plain JSON, like the rest of the state.
 */
export type VoidedAttempts = readonly Chunk[];

/** So many chunks of a level become one of the next. */
const MERGED = 16;
/** Chunks of this level, of a few thousand attempts, are not merged: large objects are slow to copy. */
const LARGEST = 3;

export const noVoidedAttempts: VoidedAttempts = [];

/** Why the attempt was voided; null if it was not. */
export const voidReasonOf = (voided: VoidedAttempts, bookingId: string): VoidReason | null => {
  const chunk = voided.find(({ reasons }) => Object.hasOwn(reasons, bookingId));
  return chunk?.reasons[bookingId] ?? null;
};

export const withVoided = (voided: VoidedAttempts, bookingId: string, reason: VoidReason): VoidedAttempts =>
  merged([...voided, { level: 0, reasons: { [bookingId]: reason } }]);

const merged = (chunks: VoidedAttempts): VoidedAttempts => {
  const { level } = chunks.at(-MERGED) ?? {};
  if (level === undefined || level === LARGEST || level !== chunks.at(-1)?.level) return chunks;
  const reasons = Object.assign({}, ...chunks.slice(-MERGED).map((chunk) => chunk.reasons)) as Chunk['reasons'];
  return merged([...chunks.slice(0, -MERGED), { level: level + 1, reasons }]);
};
