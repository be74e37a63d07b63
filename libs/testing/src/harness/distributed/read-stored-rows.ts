import type { EventStore, StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { StoredRow } from '../stored-history.js';

export interface TimedRow extends StoredRow {
  /** The time of the decision. */
  readonly time: string;
}

/** Reads history up to the current head, in the store's order; positions are counted. */
export const readStoredRows = async (store: EventStore): Promise<readonly TimedRow[]> => {
  const head = await store.head();
  if (head === null) return [];
  const events: StoredEvent[] = [];
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const subscription = store.subscribe(
    { after: null },
    {
      handle: async (batch) => {
        events.push(...batch);
        if ((batch.at(-1)?.position ?? '') >= head) resolve();
      },
    },
  );
  try {
    await Promise.race([reached, subscription.done]);
  } finally {
    await subscription.close();
  }
  return events.map(({ stream, revision, type, data, meta }, index) => ({
    position: index + 1,
    stream,
    revision,
    type,
    data: data as StoredRow['data'],
    time: meta.time,
  }));
};
