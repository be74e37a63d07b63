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

export const orderOf = (text: Position | null): Order => {
  const [transaction = '0', position = '0'] = text === null ? [] : text.split('-');
  return { transaction: BigInt(transaction).toString(), position: BigInt(position).toString() };
};
