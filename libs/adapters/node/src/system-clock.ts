import type { Clock } from '@bookonce/kernel/ports/clock';

/** The longest that one timeout can wait. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  at: (epochMs, wake) => {
    let timeout: NodeJS.Timeout;
    const arm = (): void => {
      const left = epochMs - Date.now();
      timeout = setTimeout(
        () => (Date.now() >= epochMs ? wake() : arm()),
        Math.min(Math.max(left, 0), LONGEST_TIMEOUT_MS),
      );
    };
    arm();
    return () => clearTimeout(timeout);
  },
};
