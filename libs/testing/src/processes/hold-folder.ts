import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { setTimeout as wait } from 'node:timers/promises';

/** Holds a folder until the stop signal, then for that many ms longer. Prints a line once it holds the folder. */
const [folder = '', lingerMs = '0'] = process.argv.slice(2);
const store = await openSqliteEventStore({ folder });

const stop = async (): Promise<void> => {
  await wait(Number(lingerMs));
  await store.close();
  process.exit();
};

process.once('SIGTERM', () => void stop());
// The parent process is gone.
process.stdin.once('end', () => process.exit()).resume();
console.log('open');
