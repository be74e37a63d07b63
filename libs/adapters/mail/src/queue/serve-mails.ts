import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { threadCpuUsage } from 'node:process';
import type { MessagePort } from 'node:worker_threads';
import { QueuedMailer, type QueuedMailerOptions } from './queued-mailer.js';

/** Messages to the thread that sends mails. */
export type ToMailThread =
  | { readonly kind: 'take'; readonly batch: number; readonly mails: readonly OutgoingMail[] }
  | { readonly kind: 'stop' };

/** Messages from it. */
export type FromMailThread =
  | { readonly kind: 'ready' }
  /** All mails of the batch are stored, or none if there is a failure. */
  | { readonly kind: 'taken'; readonly batch: number; readonly failure: string | null }
  /** Null for `retryInMs`: the mail was given up. */
  | { readonly kind: 'not-sent'; readonly reason: string; readonly retryInMs: number | null };

export interface MailServing extends Pick<QueuedMailerOptions, 'queue' | 'mailer' | 'batch' | 'scheduler'> {
  /** Called at a stop, after the mail in flight. */
  readonly close: () => void;
}

/** Runs the thread's side of a `ThreadedMailer`: stores the mails that it gets, and sends them when there is time. */
export const serveMails = (port: MessagePort, { close, ...sending }: MailServing): void => {
  const post = (message: FromMailThread): void => port.postMessage(message);
  const queued = new QueuedMailer({
    ...sending,
    cpuTimeMs: threadCpuTimeMs,
    onFailure: (error, retryInMs) => post({ kind: 'not-sent', reason: reasonOf(error), retryInMs }),
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
        post({ kind: 'taken', batch: message.batch, failure: take(message) });
        return;
      case 'stop':
        void queued.stop().finally(() => {
          close();
          port.close();
        });
    }
  });
  queued.start();
  post({ kind: 'ready' });
  const { unreadable } = sending.queue;
  if (unreadable > 0) post({ kind: 'not-sent', reason: unreadableReason(unreadable), retryInMs: null });
};

const threadCpuTimeMs = (): number => {
  const { user, system } = threadCpuUsage();
  return (user + system) / 1_000;
};

const unreadableReason = (count: number): string =>
  `mails sealed with another secret key: ${count}. They are kept, and sent after a start with that key`;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
