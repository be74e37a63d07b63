import type { OutgoingMail, Mailer } from '@bookonce/kernel/ports/mailer';
import type { MailQueue } from './mail-queue.js';

export interface QueuedMailerOptions {
  readonly queue: MailQueue;
  /** What sends them in the end; must send one of the same effect once (I14). */
  readonly mailer: Mailer;
  readonly onError: (error: unknown, retryInMs: number) => void;
}

/**
 * A mail may wait, a booking may not: while mails come in one after the other somebody is busy booking, and sending
 * takes a twentieth of the time; when there is a pause, half of it.
 */
const BUSY_REST = 19;
const QUIET_REST = 1;
const QUIET_AFTER_MS = 200;
/** So many are looked up and marked as sent together. */
const BATCH = 16;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;

/**
 * Takes mails as soon as they are safe in a queue, and sends them when there is time: a slow mail server, or a disk
 * that is busy with bookings, holds nobody up.
 */
export class QueuedMailer {
  #working: Promise<void> | null = null;
  #endPause: (() => void) | null = null;
  /** Something came while the work may just have been done. */
  #again = false;
  #stopped = false;
  #lastTaken = -Infinity;

  constructor(private readonly options: QueuedMailerOptions) {}

  /** Returns when they are safe. Throws when they could not be stored. */
  take(mails: readonly OutgoingMail[]): void {
    this.options.queue.add(mails);
    this.#lastTaken = performance.now();
    this.start();
  }

  /** Takes up what a stop or a crash left in the queue. */
  start(): void {
    if (this.#stopped) return;
    if (this.#working !== null) {
      this.#again = true;
      return;
    }
    this.#working = this.#work().finally(() => {
      this.#working = null;
      if (!this.#again) return;
      this.#again = false;
      this.start();
    });
  }

  /** Finishes the mail in hand; the others stay in the queue for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endPause?.();
    await this.#working;
  }

  async #work(): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!this.#stopped) {
      const began = performance.now();
      try {
        if (!(await this.#sendNext())) break;
        retryMs = FIRST_RETRY_MS;
        await this.#rest(performance.now() - began);
      } catch (error) {
        this.options.onError(error, retryMs);
        await this.#pause(retryMs);
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      }
    }
  }

  /** Whether there was any. Throws what kept one of them from being sent, when those before it are marked as sent. */
  async #sendNext(): Promise<boolean> {
    const { queue, mailer } = this.options;
    const mails = queue.next(BATCH);
    const sent: OutgoingMail[] = [];
    try {
      for (const mail of mails) {
        if (this.#stopped) break;
        await mailer.send(mail);
        sent.push(mail);
      }
    } finally {
      if (sent.length > 0) queue.sent(sent);
    }
    return mails.length > 0;
  }

  #rest(workedMs: number): Promise<void> {
    const isBusy = performance.now() - this.#lastTaken < QUIET_AFTER_MS;
    return this.#pause(workedMs * (isBusy ? BUSY_REST : QUIET_REST));
  }

  #pause(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
  }
}
