/**
 * Records a history of the product as it is now:
 *
 *   npm run histories:record -- <name>
 *
 * Writes the new file `histories/<name>.ndjson`. A history that is there already is never recorded again.
 */
import { cloudEventSchema, fromCloudEvent } from '@bookonce/contracts/cloud-event';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { StandaloneApp } from '../harness/standalone-app.js';
import { driveProduct, RECORDING_STARTS_AT } from './drive-product.js';
import { writeHistory } from './history-file.js';
import { writeThroughDeciders } from './write-through-deciders.js';

const OPS = fileURLToPath(new URL('../../../../apps/ops/dist/main.js', import.meta.url));

const exportOf = async (dataDir: string): Promise<readonly StoredEvent[]> => {
  const file = join(dataDir, 'export.ndjson');
  const args = ['--disable-warning=ExperimentalWarning', OPS, 'export', '--from', dataDir, '--file', file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`ops export ended with ${code}`);
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => fromCloudEvent(cloudEventSchema.parse(JSON.parse(line))));
};

const record = async (name: string): Promise<void> => {
  const app = await StandaloneApp.start({ testClock: RECORDING_STARTS_AT });
  try {
    await driveProduct(app);
    await app.stop();
    const events = await writeThroughDeciders(await exportOf(app.dataDir));
    process.stdout.write(`recorded ${events.length} events in ${writeHistory(name, events)}\n`);
  } finally {
    await app.dispose();
  }
};

const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z0-9.-]+$/.test(name)) {
  process.stderr.write('npm run histories:record -- <name>, of lower-case letters, digits, . and -\n');
  process.exitCode = 2;
} else {
  await record(name);
}
