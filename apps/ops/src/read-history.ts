import type { DamagedEventError, EventStore, StoredEvent } from '@bookonce/kernel/ports/event-store';

/**
 * Passes on all events up to the current end of history, in order. Rejects with the first damaged event, unless `damaged`
 * receives them.
 */
export const readHistory = async (
  store: EventStore,
  handle: (events: readonly StoredEvent[]) => Promise<void>,
  damaged?: (damage: DamagedEventError) => void,
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
      ...(damaged === undefined
        ? {}
        : {
            damaged: (damage: DamagedEventError) => {
              if (damage.position <= head) damaged(damage);
              if (damage.position >= head) resolve();
            },
          }),
    },
  );
  try {
    await Promise.race([reached, subscription.done]);
  } finally {
    await subscription.close();
  }
};
