import type { MessagePort } from 'node:worker_threads';
import type { FromMailThread, ToMailThread } from './mail-messages.js';
import { QueuedMailer, type QueuedMailerOptions } from './queued-mailer.js';

export interface MailServing extends Pick<QueuedMailerOptions, 'queue' | 'mailer'> {
  /** After the last mail, at a stop. */
  readonly close: () => void;
}

/** The thread's side of a {@link ThreadedMailer}: stores what it is given, and sends it when there is time. */
export const serveMails = (port: MessagePort, { queue, mailer, close }: MailServing): void => {
  const tell = (message: FromMailThread): void => port.postMessage(message);
  const queued = new QueuedMailer({
    queue,
    mailer,
    onError: (error, retryInMs) => tell({ kind: 'not-sent', reason: reasonOf(error), retryInMs }),
  });
  const take = (message: Extract<ToMailThread, { kind: 'take' }>): string | null => {
    try {
      queued.take(message.mails);
      return null;
    } catch (error) {
      return reasonOf(error);
    }
  };
  port.on('message', (message: ToMailThread) => {
    switch (message.kind) {
      case 'take':
        tell({ kind: 'taken', batch: message.batch, failure: take(message) });
        return;
      case 'stop':
        void queued.stop().finally(() => {
          close();
          port.close();
        });
    }
  });
  queued.start();
  tell({ kind: 'ready' });
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
