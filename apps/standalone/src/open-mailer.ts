import { ThreadedMailer } from '@bookonce/adapter-mail/queue/threaded-mailer';
import type { Config } from '@bookonce/platform/config';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { DataFolder } from './data-folder.js';

export interface MailerOptions extends Pick<Config, 'smtpUrl' | 'mailFrom'> {
  readonly folder: DataFolder;
  /** Seals the mails while they wait. */
  readonly secretKey: Uint8Array;
}

export type MailThreadData = MailerOptions;

/**
 * Opens the embedded default's mailer: a durable queue and a thread that sends from it, by SMTP if a server is set, as
 * `.eml` files otherwise. Opens also while the server is away; mails wait in the queue until it is back.
 */
export const openMailer = (options: MailerOptions, logger: Logger, onGivenUp: () => void): Promise<ThreadedMailer> =>
  ThreadedMailer.open({
    startThread: () => {
      const workerData: MailThreadData = options;
      return new Worker(new URL('./mail-thread.js', import.meta.url), { workerData });
    },
    onFailure: (reason, retryInMs) => {
      if (retryInMs === null) {
        onGivenUp();
        logger.error({ reason }, 'a mail was given up');
      } else {
        logger.warn({ reason, retryInMs }, `a mail could not be sent; next attempt in ${retryInMs / 1000} s`);
      }
    },
  });
