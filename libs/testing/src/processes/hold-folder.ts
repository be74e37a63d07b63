import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { setTimeout as wait } from 'node:timers/promises';

/** Holds a folder until it is told to stop, and then for as many ms more. Prints a line when it has it. */
const [folder = '', lingerMs = '0'] = process.argv.slice(2);
const store = await openSqliteEventStore({ folder });

const stop = async (): Promise<void> => {
  await wait(Number(lingerMs));
  await store.close();
  process.exit();
};

process.once('SIGTERM', () => void stop());
// Whoever started it is gone.
process.stdin.once('end', () => process.exit()).resume();
console.log('open');
