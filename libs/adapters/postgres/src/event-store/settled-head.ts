import { backoffMs, type BackoffPolicy } from '@bookonce/kernel/back-off';
import type { Position } from '@bookonce/kernel/ports/event-store';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { PostgresConnection } from '../connection.js';
import type { HistoryReader } from './history-reader.js';

const PATIENCE_MS = 5_000;
const LOOKS: BackoffPolicy = { firstMs: 1, longestMs: 50 };

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
  const deadline = systemScheduler.now() + patienceMs;
  for (let looks = 1; ; looks += 1) {
    const inOrder = await reader.lastInOrder();
    if (inOrder !== null && inOrder >= last) return inOrder;
    if (systemScheduler.now() > deadline) break;
    await systemScheduler.wait(backoffMs(LOOKS, looks));
  }
  const oldest = await reader.oldestTransaction();
  throw connection.unavailable(`history waits for a transaction that began before its last event: ${oldest}`);
};
