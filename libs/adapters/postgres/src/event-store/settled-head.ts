import type { Position } from '@bookonce/kernel/ports/event-store';
import { setTimeout as wait } from 'node:timers/promises';
import type { PostgresConnection } from '../connection.js';
import type { HistoryReader } from './history-reader.js';

const PATIENCE_MS = 5_000;
const FIRST_WAIT_MS = 1;
const LONGEST_WAIT_MS = 50;

/**
 * Where history ends, for who waits for it and for who goes on after it: nothing that was stored before the call is
 * after it, and nothing can come before it any more (I12). So it waits for transactions that began before the last
 * append and still run; throws a StoreUnavailableError that names the oldest where they do not end.
 */
export const settledHead = async (
  reader: HistoryReader,
  connection: Pick<PostgresConnection, 'unavailable'>,
  patienceMs = PATIENCE_MS,
): Promise<Position | null> => {
  const last = await reader.last();
  if (last === null) return null;
  const deadline = performance.now() + patienceMs;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    const inOrder = await reader.lastInOrder();
    if (inOrder !== null && inOrder >= last) return inOrder;
    if (performance.now() > deadline) break;
    await wait(waitMs);
  }
  const oldest = await reader.oldestTransaction();
  throw connection.unavailable(`history waits for a transaction that began before its last event: ${oldest}`);
};
