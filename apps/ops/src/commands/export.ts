import { UsageError } from '@bookonce/platform/command-line';
import { ConfigError } from '@bookonce/platform/variables';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { defineCommand } from '../command.js';
import { exportHistory } from '../export.js';
import { ExportFile } from '../export-file.js';
import { NAMESPACE, namespaceOf, STORE, storePlace } from '../places.js';
import { report } from '../report.js';
import { openStoredHistory } from '../stores.js';

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'writes all of history, one CloudEvent a line',
  details: [
    'Writes all of history, one CloudEvent a line, to standard output or --file. Mails that a data folder has sent are not in',
    'its history, but each gets a line of its own (MailSent), so that nobody sends them again: an export of a data folder has',
    'more lines than verify counts events.',
    '',
    'Take along the secret as well: what is in <folder>/secret.key is BOOKONCE_SECRET_KEY.',
  ],
  options: {
    from: { type: 'string', ...STORE },
    file: { type: 'string', value: '<file>', help: 'a new file to write, instead of standard output' },
    namespace: NAMESPACE,
  },
  run: async ({ from, file, namespace }) => {
    if (from === undefined) throw new UsageError('export needs --from <store>');
    const place = storePlace('--from', from);
    if (file !== undefined && existsSync(file)) throw new UsageError(`--file: ${file} exists; name a new file`);
    const store = await openStoredHistory(place, namespaceOf(namespace), report);
    try {
      const out = new ExportFile(file === undefined ? process.stdout : await create(file));
      await exportHistory({ from: store, write: (line) => out.write(line), report });
      await out.finish();
    } finally {
      await store.close();
    }
    return 0;
  },
});

const create = async (file: string) => {
  try {
    return (await open(file, 'wx', 0o600)).createWriteStream();
  } catch (cause) {
    throw new ConfigError(`--file: ${file} cannot be created (${(cause as Error).message})`, { cause });
  }
};
