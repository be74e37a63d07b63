import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { EventReader } from './event-reader.js';
import { HeldWriter } from './fixtures/held-writer.js';
import { SqliteEventStore } from './sqlite-event-store.js';

describe('an event committed but not yet acknowledged', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let writer: HeldWriter;
  let store: SqliteEventStore;

  /** Opens a store with one acknowledged event on disk. */
  beforeEach(async () => {
    folder = temporaryFolder();
    writer = new HeldWriter(folder.path);
    store = open();
    const appending = append(-1);
    await committed(1);
    writer.answer();
    await appending;
    store = open();
  });
  afterEach(async () => {
    writer.answer();
    await store.close();
    folder.remove();
  });

  const open = (): SqliteEventStore => {
    const reader = new EventReader(folder.path);
    return new SqliteEventStore({ writer, reader, head: reader.head(), release: () => undefined });
  };
  const append = (revision: number) => store.append('link-a', revision, [newEvent(String(revision))]);
  const committed = async (count: number): Promise<void> => {
    // The batch is written in a microtask of the append.
    await Promise.resolve();
    await Promise.resolve();
    const reader = new EventReader(folder.path);
    expect(reader.head()).toBe(count);
    reader.close();
  };
  const revisionsOf = (events: readonly StoredEvent[]) => events.map(({ revision }) => revision);

  it('is not read, forwards or backwards (I9)', async () => {
    const appending = append(0);
    await committed(2);
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0]);
    expect(revisionsOf(await store.readStream('link-a', { direction: 'backwards' }))).toEqual([0]);
    writer.answer();
    await appending;
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0, 1]);
  });

  it('is delivered to subscriptions once, after it is acknowledged (I9, I12)', async () => {
    const appending = append(0);
    await committed(2);
    const seen: StoredEvent[] = [];
    const reached = Promise.withResolvers<void>();
    const all = Promise.withResolvers<void>();
    const subscription = store.subscribe(
      { after: null },
      {
        handle: async (events) => {
          seen.push(...events);
          if (seen.length > 1) all.resolve();
        },
        reached: () => reached.resolve(),
      },
    );
    await reached.promise;
    expect(revisionsOf(seen)).toEqual([0]);
    writer.answer();
    await appending;
    await all.promise;
    await subscription.close();
    expect(revisionsOf(seen)).toEqual([0, 1]);
  });
});
