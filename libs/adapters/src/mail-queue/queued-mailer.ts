import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';

/** Where mails wait. */
export interface MailQueue {
  add(mail: Mail): Promise<void>;
  next(): Mail | null;
  /** It need not be sent any more, nor ever again. */
  sent(effectId: string): void;
}

export interface QueuedMailerOptions {
  readonly queue: MailQueue;
  /** What sends them in the end; must send one of the same effect once (I14). */
  readonly mailer: Mailer;
  readonly onError: (error: unknown, retryInMs: number) => void;
}

/** Sending takes a fifth of the time at the most: a mail may wait, a booking may not. */
const REST = 4;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;

/**
 * Takes a mail as soon as it is safe in a queue, and sends it when there is time: a slow mail server, or a disk
 * that is busy with bookings, holds nobody up.
 */
export class QueuedMailer implements Mailer {
  #working: Promise<void> | null = null;
  #endPause: (() => void) | null = null;
  /** Something came while the work may just have been done. */
  #again = false;
  #stopped = false;

  constructor(private readonly options: QueuedMailerOptions) {}

  async send(mail: Mail): Promise<void> {
    await this.options.queue.add(mail);
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
      const mail = this.options.queue.next();
      if (mail === null) break;
      const began = performance.now();
      try {
        await this.options.mailer.send(mail);
        this.options.queue.sent(mail.effectId);
        retryMs = FIRST_RETRY_MS;
        await this.#pause((performance.now() - began) * REST);
      } catch (error) {
        this.options.onError(error, retryMs);
        await this.#pause(retryMs);
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      }
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
  }
}
