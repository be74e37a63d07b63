import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventReader } from './event-reader.js';
import { HeldWriter } from './fixtures/held-writer.js';
import { SqliteEventStore } from './sqlite-event-store.js';

describe('a short stream that several services read', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let writer: HeldWriter;
  let store: SqliteEventStore;
  let reads: jest.SpiedFunction<EventReader['stream']>;

  beforeEach(() => {
    folder = temporaryFolder();
    writer = new HeldWriter(folder.path);
    const reader = new EventReader(folder.path);
    reads = jest.spyOn(reader, 'stream');
    store = new SqliteEventStore({ writer, reader, head: reader.head(), release: () => undefined });
  });
  afterEach(async () => {
    writer.answer();
    await store.close();
    folder.remove();
  });

  const append = async (revision: number): Promise<void> => {
    const appending = store.append('link-a', revision, [newEvent(String(revision))]);
    // The batch is written in a microtask of the append.
    await Promise.resolve();
    await Promise.resolve();
    writer.answer();
    await appending;
  };
  const revisionsOf = (events: readonly StoredEvent[]) => events.map(({ revision }) => revision);

  it('is not read from disk while this store has all of its events', async () => {
    await append(-1);
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0]);
    await append(0);
    await append(1);
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0, 1, 2]);
    expect(revisionsOf(await store.readStream('link-a', { from: 1 }))).toEqual([1, 2]);
    expect(revisionsOf(await store.readStream('link-a', { from: 1, limit: 1 }))).toEqual([1]);
    expect(await store.readStream('link-a', { from: 3 })).toEqual([]);
    expect(reads).not.toHaveBeenCalled();
  });

  it('holds what is stored, not the objects of the caller', async () => {
    await append(-1);
    expect(await store.readStream('link-a')).toEqual(new EventReader(folder.path).stream('link-a', {}, 1));
  });

  it('is read from disk once after a restart', async () => {
    await append(-1);
    await append(0);
    const reader = new EventReader(folder.path);
    const again = jest.spyOn(reader, 'stream');
    const restarted = new SqliteEventStore({ writer, reader, head: reader.head(), release: () => undefined });
    expect(revisionsOf(await restarted.readStream('link-a'))).toEqual([0, 1]);
    expect(revisionsOf(await restarted.readStream('link-a'))).toEqual([0, 1]);
    expect(again).toHaveBeenCalledTimes(1);
    reader.close();
  });

  it('is read from disk each time once it is long', async () => {
    for (let revision = -1; revision < 8; revision += 1) await append(revision);
    await store.readStream('link-a');
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(reads).toHaveBeenCalledTimes(2);
  });

  it('is read from disk after an append that is too large to keep', async () => {
    const large = { ...newEvent('large'), data: { text: 'x'.repeat(5_000) } };
    const appending = store.append('link-a', -1, [large]);
    await Promise.resolve();
    await Promise.resolve();
    writer.answer();
    await appending;
    expect((await store.readStream('link-a')).map(({ data }) => data)).toEqual([large.data]);
    expect(reads).toHaveBeenCalledTimes(1);
  });
});
