import { DamagedEventError } from '@bookonce/kernel/ports/event-store';
import type { Unreadable } from '@bookonce/kernel/report-unreadable';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';

/** Most errors that are remembered. After so many, a known one may be logged again. */
const REMEMBERED = 1_000;

/** Returns a function that logs and counts each event that cannot be read once, however often it is met. */
export const unreadableReporter = (
  logger: Pick<Logger, 'error'>,
  metrics: Pick<Metrics, 'unreadable'>,
): ((unreadable: Unreadable) => void) => {
  const known = new Set<string>();
  return (unreadable) => {
    const { message } = unreadable;
    if (known.has(message)) return;
    if (known.size >= REMEMBERED) known.clear();
    known.add(message);
    const isDamaged = unreadable instanceof DamagedEventError;
    metrics.unreadable(isDamaged ? 'damaged' : 'unknown');
    logger.error(`${message}${isDamaged ? DAMAGED : ''}`);
  };
};

const DAMAGED = '. Commands on this stream are refused; views and effects leave it aside. Run npm run ops -- verify.';
