import type { Position } from '@bookonce/kernel/ports/event-store';

/** Where an event stands in the log of the server. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Both are signed 64-bit numbers on the server. */
const DIGITS = 19;
const TEXT = /^\d{19}-\d{19}$/;

/** Sorts as text as the server delivers. */
export const positionText = ({ commit, prepare }: LogPosition): Position =>
  `${String(commit).padStart(DIGITS, '0')}-${String(prepare).padStart(DIGITS, '0')}`;

/** Throws where the text is no position of this store. */
export const logPosition = (text: Position): LogPosition => {
  if (!TEXT.test(text)) throw new Error(`${text} is no position in EventStoreDB`);
  return { commit: BigInt(text.slice(0, DIGITS)), prepare: BigInt(text.slice(DIGITS + 1)) };
};
