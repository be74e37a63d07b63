import { describeMailer } from '@bookonce/testing/contracts/mailer.contract';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { EmlMailer } from './eml-mailer.js';

const from = { name: 'Bookonce', address: 'bookonce@localhost' };

describeMailer('eml files', () => {
  const folder = temporaryFolder();
  return {
    port: new EmlMailer(folder.path, from),
    reopen: () => Promise.resolve(new EmlMailer(folder.path, from)),
    sent: async () => {
      const files = (await readdir(folder.path)).filter((file) => file.endsWith('.eml'));
      return Promise.all(files.map((file) => readFile(join(folder.path, file), 'utf8')));
    },
    cleanUp: folder.remove,
  };
});
