import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';

/** For who only asks and listens in: nothing of what it hears is retried, so nothing is ever given up. */
export const noDeadLetters: DeadLetters = {
  add: () => Promise.reject(new Error('there is nothing here that could be given up')),
  list: async () => [],
  count: async () => 0,
  remove: async () => undefined,
};
