import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { damageOf } from '../damaged-database.js';
import { EVENTS_FILE } from './schema.js';

/** A writer may keep the file locked for a moment, as when it recovers from a crash. */
const LOCK_WAIT_MS = 10_000;

const check = (folder: string): string | null => {
  const database = new DatabaseSync(join(folder, EVENTS_FILE), { readOnly: true, timeout: LOCK_WAIT_MS });
  try {
    return damageOf(database, 'integrity_check');
  } finally {
    database.close();
  }
};

/**
 * Entry point of the process that checks a folder's events.db, tables and indexes. Prints the damage as JSON; null if none.
 * SQLite blocks its thread until it is done, so it gets one of its own, and the process can end at any time.
 */
const runProcess = (folder: string): void => {
  // A stopping product ends the check itself. If these ended it first, as Ctrl-C does, that would look like a failed check.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  // Standard input ends with the product, even if that is killed. SIGKILL, because `exit` would wait for the thread.
  process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume();
  const thread = new Worker(fileURLToPath(import.meta.url), { argv: [folder] });
  thread.once('message', (damage: string | null) => {
    process.stdout.write(JSON.stringify(damage));
    process.stdin.destroy();
  });
  thread.once('error', (error) => {
    process.stderr.write(error instanceof Error ? error.message : String(error));
    process.stdin.destroy();
    process.exitCode = 1;
  });
};

const [folder = ''] = process.argv.slice(2);
if (isMainThread) runProcess(folder);
else parentPort?.postMessage(check(folder));
