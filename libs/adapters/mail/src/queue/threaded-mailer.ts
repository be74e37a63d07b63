import { type Mailer, MailServerUnavailableError, type OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { FromMailThread, ToMailThread } from './serve-mails.js';

export interface ThreadedMailerOptions {
  /** Starts a thread that calls `serveMails`. */
  readonly startThread: () => Worker;
  /** Called if a mail could not be sent, or if the thread died. Null for `retryInMs`: the mail was given up. */
  readonly onFailure: (reason: string, retryInMs: number | null) => void;
}

interface Waiting {
  readonly mail: OutgoingMail;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Mails wait this long for others to share a message and a transaction. */
const COLLECT_MS = 50;
const RESTART_MS = 1_000;

/**
 * Hands mails to a thread, so that composing, sealing and writing them does not delay bookings. A mail counts as sent
 * once the thread has stored it. A thread that dies is restarted, and unanswered mails are handed over again.
 */
export class ThreadedMailer implements Mailer {
  #worker: Worker | null = null;
  #collected: Waiting[] = [];
  readonly #unanswered = new Map<number, readonly Waiting[]>();
  #batch = 0;
  #restart: NodeJS.Timeout | null = null;
  #stopped = false;

  private constructor(private readonly options: ThreadedMailerOptions) {}

  /** Rejects with the thread's error if it could not start. */
  static async open(options: ThreadedMailerOptions): Promise<ThreadedMailer> {
    const mailer = new ThreadedMailer(options);
    const worker = mailer.#start();
    const ended = once(worker, 'exit').then(() => Promise.reject(lost('its thread ended at once')));
    try {
      await Promise.race([once(worker, 'message'), ended]);
    } catch (error) {
      mailer.#giveUp();
      throw error;
    }
    return mailer;
  }

  send(mail: OutgoingMail): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#collected.length === 0) setTimeout(() => this.#hand(), COLLECT_MS);
      this.#collected.push({ mail, resolve, reject });
    });
  }

  /** Hands over collected mails and lets the thread finish the mail in flight. Others wait for the next start. */
  async stop(): Promise<void> {
    this.#hand();
    this.#giveUp();
    const worker = this.#worker;
    if (worker === null) return;
    const gone = once(worker, 'exit');
    worker.postMessage({ kind: 'stop' } satisfies ToMailThread);
    await gone;
  }

  #giveUp(): void {
    this.#stopped = true;
    if (this.#restart !== null) clearTimeout(this.#restart);
  }

  #start(): Worker {
    const worker = this.options.startThread();
    let reason = 'it ended';
    worker.on('message', (message: FromMailThread) => this.#hear(message));
    worker.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => this.#onExit(reason));
    this.#worker = worker;
    return worker;
  }

  #onExit(reason: string): void {
    this.#worker = null;
    const unanswered = [...this.#unanswered.values()].flat();
    this.#unanswered.clear();
    for (const { reject } of unanswered) reject(lost(reason));
    if (this.#stopped) return;
    this.options.onFailure(`the thread for mails was lost: ${reason}`, RESTART_MS);
    this.#restart = setTimeout(() => this.#start(), RESTART_MS);
  }

  #hand(): void {
    const waiting = this.#collected;
    this.#collected = [];
    if (waiting.length === 0) return;
    if (this.#worker === null) {
      for (const { reject } of waiting) reject(lost('it is not there yet'));
      return;
    }
    this.#batch += 1;
    this.#unanswered.set(this.#batch, waiting);
    const message: ToMailThread = { kind: 'take', batch: this.#batch, mails: waiting.map(({ mail }) => mail) };
    this.#worker.postMessage(message);
  }

  #hear(message: FromMailThread): void {
    switch (message.kind) {
      case 'ready':
        return;
      case 'not-sent':
        this.options.onFailure(message.reason, message.retryInMs);
        return;
      case 'taken': {
        const waiting = this.#unanswered.get(message.batch) ?? [];
        this.#unanswered.delete(message.batch);
        for (const { resolve, reject } of waiting) {
          if (message.failure === null) resolve();
          else reject(lost(message.failure));
        }
      }
    }
  }
}

const lost = (reason: string): MailServerUnavailableError =>
  new MailServerUnavailableError(`a mail could not be queued: ${reason}`);
