import type { Position } from '@bookonce/kernel/ports/event-store';

/** Where an event stands: the transaction that wrote it, then its number. Both as digits, which outgrow a double. */
export interface Order {
  readonly transaction: string;
  readonly position: string;
}

const DIGITS = 19;

/** Compares as text as the store delivers. */
export const positionOf = ({ transaction, position }: Order): Position =>
  `${transaction.padStart(DIGITS, '0')}-${position.padStart(DIGITS, '0')}`;

const POSITION = /^(?<transaction>\d{19})-(?<position>\d{19})$/;

/** Throws where it is the position of another kind of store: read as one of ours it would skip or repeat (I12). */
export const orderOf = (text: Position | null): Order => {
  if (text === null) return { transaction: '0', position: '0' };
  const { transaction, position } = POSITION.exec(text)?.groups ?? {};
  if (transaction === undefined || position === undefined) throw new Error(`${text} is no position in PostgreSQL`);
  // Without the zeros before it: PostgreSQL takes them for the sign of an octal number.
  return { transaction: BigInt(transaction).toString(), position: BigInt(position).toString() };
};
