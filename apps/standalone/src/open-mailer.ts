import { ThreadedMailer } from '@bookonce/adapter-mail/queue/threaded-mailer';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { DataFolder } from './data-folder.js';

export interface MailThreadData {
  readonly folder: string;
  /** Where the `.eml` files go. */
  readonly mails: string;
  /** Seals the mails while they wait. */
  readonly secretKey: Uint8Array;
}

/** The embedded default's mailer: `.eml` files in the data folder, composed and written in a thread of its own. */
export const openMailer = (folder: DataFolder, secretKey: Uint8Array, logger: Logger): Promise<ThreadedMailer> =>
  ThreadedMailer.open({
    startThread: () => {
      const workerData: MailThreadData = { folder: folder.path, mails: folder.mails, secretKey };
      return new Worker(new URL('./mail-thread.js', import.meta.url), { workerData });
    },
    onError: (reason, retryInMs) => logger.warn({ reason, retryInMs }, 'a mail could not be sent yet'),
  });
