import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { EventReader } from './event-reader.js';
import { HeldWriter } from './fixtures/held-writer.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { openThreadedWriter } from './threaded-writer.js';

/** A thread that reports that it is ready and then runs this code for each message. */
const thread = (onMessage: string): URL =>
  new URL(
    `data:text/javascript,import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (message) => { ${onMessage} });
    parentPort.postMessage('ready');`,
  );

describe('a writer thread', () => {
  it.each([
    ['throws', 'throw new Error("the disk is on fire")', 'the disk is on fire'],
    ['ends', 'process.exit(1)', 'the writer has stopped'],
  ])('that %s is lost, and fails pending and later writes', async (_what, onMessage, reason) => {
    const writer = await openThreadedWriter('none', thread(onMessage));
    const lost = new Promise((resolve) => writer.onLost(resolve));
    expect(await writer.write([])).toEqual({ ok: false, reason: expect.stringContaining(reason) });
    expect(await lost).toContain(reason);
    expect(await writer.write([])).toEqual({ ok: false, reason: expect.stringContaining(reason) });
    await writer.close();
  });

  it('that ends because it was closed is not lost', async () => {
    const writer = await openThreadedWriter('none', thread('parentPort.close()'));
    let lost = false;
    writer.onLost(() => {
      lost = true;
    });
    await writer.close();
    expect(lost).toBe(false);
  });

  it.each([
    ['throws', 'throw new Error("no such folder")', 'no such folder'],
    ['ends', 'process.exit(0)', 'the writer has stopped'],
  ])('that %s before it is ready cannot be opened', async (_what, script, reason) => {
    await expect(openThreadedWriter('none', new URL(`data:text/javascript,${script}`))).rejects.toThrow(reason);
  });
});

describe('a store that has lost its writer', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let writer: HeldWriter;
  let store: SqliteEventStore;
  let released: boolean;
  beforeEach(() => {
    folder = temporaryFolder();
    writer = new HeldWriter(folder.path);
    const reader = new EventReader(folder.path);
    released = false;
    store = new SqliteEventStore({ writer, reader, head: 0, release: () => void (released = true) });
  });
  afterEach(async () => {
    await store.close();
    expect(released).toBe(true);
    folder.remove();
  });

  const storeOne = async (): Promise<void> => {
    const appending = store.append('link-a', -1, [newEvent('1')]);
    // The batch is written in a microtask of the append.
    await Promise.resolve();
    writer.answer();
    await appending;
  };

  it('ends every subscription with an error, even later ones', async () => {
    await storeOne();
    const nothing = { handle: () => Promise.resolve() };
    const { promise: atTheEnd, resolve } = Promise.withResolvers<void>();
    const waiting = store.subscribe({ after: null }, { ...nothing, reached: () => resolve() });
    await atTheEnd;
    writer.lose('gone');
    await expect(waiting.done).rejects.toThrow('the event store is lost: gone');
    const later = store.subscribe({ after: null }, nothing);
    await expect(later.done).rejects.toThrow(StoreUnavailableError);
  });

  it('lets a running handler finish before its subscription ends', async () => {
    await storeOne();
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    let handled = false;
    const handle = async (): Promise<void> => {
      begun.resolve();
      await end.promise;
      handled = true;
    };
    const { done } = store.subscribe({ after: null }, { handle });
    await begun.promise;
    writer.lose('gone');
    end.resolve();
    await expect(done).rejects.toThrow(StoreUnavailableError);
    expect(handled).toBe(true);
  });

  it('refuses every call', async () => {
    writer.lose('gone');
    await expect(store.append('link-a', -1, [newEvent('1')])).rejects.toThrow(StoreUnavailableError);
    await expect(store.readStream('link-a')).rejects.toThrow(StoreUnavailableError);
    await expect(store.head()).rejects.toThrow(StoreUnavailableError);
  });
});
