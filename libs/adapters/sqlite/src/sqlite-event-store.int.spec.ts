import { describeEventStore } from '@bookonce/testing/contracts/event-store.contract';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { damageInFile } from './event-store/fixtures/damage.js';
import { openSqliteEventStore } from './open-sqlite-event-store.js';

// Inline: the thread's entry point exists only after a build. The end-to-end specs run it.
const open = (folder: string) => openSqliteEventStore({ folder, writer: 'inline' });

describeEventStore('SQLite', async () => {
  const folder = temporaryFolder();
  return {
    port: await open(folder.path),
    reopen: () => open(folder.path),
    cleanUp: folder.remove,
    damage: (stream, revision, part, change) => damageInFile(folder.path, stream, revision, part, change),
  };
});
