import { describeEventStore } from '@bookonce/testing/contracts/event-store.contract';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../fixtures/temporary-folder.js';
import { openSqliteEventStore } from './open-sqlite-event-store.js';

// The thread's entry point exists only when it is compiled: the product's own tests run it.
const open = (folder: string) => openSqliteEventStore({ folder, writer: 'inline' });

describeEventStore('SQLite', async () => {
  const folder = temporaryFolder();
  return { port: await open(folder.path), reopen: () => open(folder.path), cleanUp: folder.remove };
});

describe('a folder', () => {
  it('is held by one, and free again when that one has closed it', async () => {
    const folder = temporaryFolder();
    const first = await open(folder.path);
    await expect(open(folder.path)).rejects.toThrow('in use by another process');
    await first.close();
    await (await open(folder.path)).close();
    folder.remove();
  });
});
