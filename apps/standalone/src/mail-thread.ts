import { EmlMailer } from '@bookonce/adapter-eml/eml-mailer';
import { serveMails } from '@bookonce/adapter-mail/queue/serve-mails';
import { SmtpMailer } from '@bookonce/adapter-smtp/smtp-mailer';
import { openMailsDatabase, SqliteMailQueue } from '@bookonce/adapter-sqlite/sqlite-mail-queue';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { constants, setPriority } from 'node:os';
import { platform } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import type { MailThreadData } from './open-mailer.js';

/** Entry point of the thread that sends mails. */
const port = parentPort;
if (port === null) throw new Error('mail-thread.js must run as a worker thread');

const { folder, smtpUrl, mailFrom, secretKey } = workerData as MailThreadData;
const database = openMailsDatabase(folder.path);
const queue = new SqliteMailQueue(database, new TokenVault(secretKey));

if (smtpUrl === null) {
  const mailer = new EmlMailer(folder.mails, mailFrom);
  serveMails(port, { queue, mailer, scheduler: systemScheduler, batch: 16, close: () => database.close() });
} else {
  const mailer = new SmtpMailer({ url: smtpUrl, from: mailFrom, sent: null });
  const close = (): void => {
    mailer.close();
    database.close();
  };
  serveMails(port, { queue, mailer, scheduler: systemScheduler, batch: 1, close });
}

// A mail may wait, a booking may not; nor may the start, which waits for this thread to be ready. On Linux this is the priority
// of this thread; elsewhere it would be the process's.
if (platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
