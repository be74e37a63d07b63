import { EmlMailer } from '@bookonce/adapter-eml/eml-mailer';
import { serveMails } from '@bookonce/adapter-mail/queue/serve-mails';
import { openMailsDatabase, SqliteMailQueue } from '@bookonce/adapter-sqlite/sqlite-mail-queue';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { parentPort, workerData } from 'node:worker_threads';
import type { MailThreadData } from './open-mailer.js';

/** Entry point of the thread that writes the mails. */
const port = parentPort;
if (port === null) throw new Error('mails are written in a worker thread');

const { folder, mails, secretKey } = workerData as MailThreadData;
const database = openMailsDatabase(folder);
serveMails(port, {
  queue: new SqliteMailQueue(database, new TokenVault(secretKey)),
  mailer: new EmlMailer(mails, { name: 'Bookonce', address: 'bookonce@localhost' }),
  close: () => database.close(),
});
