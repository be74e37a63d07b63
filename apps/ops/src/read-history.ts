import type { EventStore, StoredEvent } from '@bookonce/kernel/ports/event-store';

/** Passes on all events up to the current end of history, in order. */
export const readHistory = async (
  store: EventStore,
  handle: (events: readonly StoredEvent[]) => Promise<void>,
): Promise<void> => {
  const head = await store.head();
  if (head === null) return;
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const subscription = store.subscribe(
    { after: null },
    {
      handle: async (events) => {
        await handle(events.filter(({ position }) => position <= head));
        if ((events.at(-1)?.position ?? '') >= head) resolve();
      },
    },
  );
  try {
    await Promise.race([reached, subscription.done]);
  } finally {
    await subscription.close();
  }
};
