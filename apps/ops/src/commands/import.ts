import { UsageError } from '@bookonce/platform/command-line';
import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { defineCommand } from '../command.js';
import { importHistory } from '../import.js';
import { NAMESPACE, namespaceOf, STORE, storePlace } from '../places.js';
import { report } from '../report.js';
import { openStore } from '../stores.js';

export const importCommand = defineCommand({
  name: 'import',
  summary: 'appends an export to an empty store, then reads it again and compares',
  details: [
    'Appends an export, from standard input or --file, to an empty store, then reads it again and compares.',
    '',
    'Take along the secret as well: what is in <folder>/secret.key is BOOKONCE_SECRET_KEY.',
  ],
  options: {
    to: { type: 'string', ...STORE },
    file: { type: 'string', value: '<file>', help: 'the file of an export, instead of standard input' },
    resume: { type: 'boolean', help: 'goes on with an import that was cut short' },
    namespace: NAMESPACE,
  },
  run: async ({ to, file, resume, namespace }) => {
    if (to === undefined) throw new UsageError('import needs --to <store>');
    const place = storePlace('--to', to);
    if (file !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
      throw new UsageError(`--file: there is no file ${file}; name the file of an export`);
    const store = await openStore(place, namespaceOf(namespace), report);
    try {
      const input = file === undefined ? process.stdin : createReadStream(file);
      await importHistory({ to: store, lines: linesOf(input), resume, report });
    } finally {
      await store.close();
    }
    return 0;
  },
});

/** Starts reading when the first line is requested, because earlier lines would be lost. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncIterable<string> {
  yield* createInterface({ input, crlfDelay: Infinity });
}
