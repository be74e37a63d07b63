import type { Position } from '@bookonce/kernel/ports/event-store';

/** The position of an event in the server's log. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Both are signed 64-bit numbers on the server. */
const DIGITS = 19;
const TEXT = /^\d{19}-\d{19}$/;

/** Returns a text that sorts in the order of the log. */
export const positionText = ({ commit, prepare }: LogPosition): Position =>
  `${String(commit).padStart(DIGITS, '0')}-${String(prepare).padStart(DIGITS, '0')}`;

/** Throws if the text is not a position of this store. */
export const logPosition = (text: Position): LogPosition => {
  if (!TEXT.test(text)) throw new Error(`${text} is no position in EventStoreDB`);
  return { commit: BigInt(text.slice(0, DIGITS)), prepare: BigInt(text.slice(DIGITS + 1)) };
};

/**
 * Returns the position of a server's checkpoint as text; null if it lies between two events. Resuming there, the server
 * would skip the next event if the filter does not match it.
 */
export const resumablePosition = (position: LogPosition): Position | null =>
  position.commit === position.prepare ? positionText(position) : null;
