import type { ClaimedPoll } from '@bookonce/kernel/ports/calendar-polls';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';

const CLAIMED_WITHIN_MS = 8_000;
const CLAIM_EVERY_MS = 100;

/** Waits for a read that is in flight. Null if it takes too long. */
export const claimSoon = async (
  claim: () => Promise<ClaimedPoll | null>,
  scheduler: Pick<Scheduler, 'now' | 'wait'>,
  withinMs = CLAIMED_WITHIN_MS,
): Promise<ClaimedPoll | null> => {
  const until = scheduler.now() + withinMs;
  for (;;) {
    const claimed = await claim();
    if (claimed !== null || scheduler.now() >= until) return claimed;
    await scheduler.wait(CLAIM_EVERY_MS);
  }
};
