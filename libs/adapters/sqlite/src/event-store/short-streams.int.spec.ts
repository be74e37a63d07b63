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

  it('is read from disk once, until an event is appended', async () => {
    await append(-1);
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0]);
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0]);
    expect(reads).toHaveBeenCalledTimes(1);
    await append(0);
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0, 1]);
    expect(revisionsOf(await store.readStream('link-a', { from: 1 }))).toEqual([1]);
  });

  it('is read from disk each time once it is long', async () => {
    for (let revision = -1; revision < 5; revision += 1) await append(revision);
    reads.mockClear();
    await store.readStream('link-a');
    expect(revisionsOf(await store.readStream('link-a'))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(reads).toHaveBeenCalledTimes(2);
  });
});
