import type { Subscription } from '@bookonce/kernel/ports/event-store';

/** What `subscribe` gives where there is nothing to follow any more. */
export const noSubscription = (reason: Error): Subscription => {
  const done = Promise.reject(reason);
  // Whoever closes need not look at `done`; whoever looks gets the rejection.
  done.catch(() => undefined);
  return { done, close: () => Promise.resolve() };
};
