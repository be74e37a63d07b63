import { backoffMs } from '@bookonce/kernel/back-off';
import { MailDeferredError, type Mailer, MailRefusedError, type OutgoingMail } from '@bookonce/kernel/ports/mailer';
import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';
import { UnansweredMails } from './unanswered-mails.js';

/** A mail as it is queued. */
export interface QueuedMail extends OutgoingMail {
  /**
   * When the mail is of no use any more, in epoch ms by the clock of the machine: the product's clock may stand still in
   * tests, and cannot be asked by a thread.
   */
  readonly uselessAt?: number;
}

/** Mails that wait to be sent. They survive a restart. Every method throws if the disk fails. */
export interface MailQueue {
  /**
   * Stores all of them or none. Ignores effects that it has seen before (I14). Drops mails that wait and must hold, once a
   * mail is added about the same topic in another state at a later revision.
   */
  add(mails: readonly QueuedMail[]): void;
  /** How many mails were sealed with a secret key that was lost. They are kept, in case it comes back. */
  readonly unreadable: number;
  /**
   * Returns up to `limit` readable mails, without those whose effect ids are in `except`: longest waiting first, but no
   * others while there are some that a person waits for.
   */
  next(limit: number, except: readonly string[]): readonly QueuedMail[];
  /** Records that they were sent: they are never returned by `next` again. */
  sent(mails: readonly OutgoingMail[]): void;
  /** Records that this one will never be sent. */
  giveUp(mail: OutgoingMail): void;
}

export interface QueuedMailerOptions {
  readonly queue: MailQueue;
  readonly mailer: Mailer;
  readonly scheduler: Scheduler;
  /**
   * How many mails are recorded as sent in one transaction. A crash before it sends them again, so it is 1 if a repeat
   * reaches a person.
   */
  readonly batch: number;
  /** Returns the CPU time that this thread has used, in ms. */
  readonly cpuTimeMs: () => number;
  /** Null for `retryInMs`: the mail was given up. */
  readonly onFailure: (error: unknown, retryInMs: number | null) => void;
}

/**
 * A mail may wait, a booking may not. While mails keep coming in, somebody is busy booking, and sending takes a twentieth
 * of the CPU; otherwise half of it.
 */
const BUSY_REST = 19;
const QUIET_REST = 1;
const QUIET_AFTER_MS = 200;
/** However much a batch has cost, as rests hold up what comes in after them. */
const LONGEST_REST_MS = 2_000;

const SERVER_BACKOFF = { firstMs: 500, longestMs: 60_000 };
/** A server that greylists accepts a mail after some minutes. */
const MAIL_BACKOFF = { firstMs: 30_000, longestMs: 30 * 60_000 };
/** A server that stalls must not hold up the end of the process. */
const STOP_LIMIT_MS = 3_000;

interface Deferral {
  readonly times: number;
  readonly until: number;
}

/**
 * Accepts mails as soon as they are stored in a queue and sends them when there is time, so that a slow mail server or a
 * busy disk delays nobody's booking. Retries with back-off for as long as the server is away. A mail that alone gets no
 * answer is deferred.
 */
export class QueuedMailer {
  #working: Promise<void> | null = null;
  /** A mail came in while the loop may have been about to end. */
  #again = false;
  readonly #stopping = new AbortController();
  /** Ends the rest after the batch in progress: a mail that a person waits for has come in since, or it stops. */
  #rested = new AbortController();
  #lastTaken = -Infinity;
  /** By effect id. Kept in memory: a restart tries all of them at once. */
  readonly #deferred = new Map<string, Deferral>();
  readonly #unanswered = new UnansweredMails();
  /** Sent, but not recorded yet, e.g. because the disk is full. No mail is sent meanwhile, as it would be sent twice. */
  #unrecorded: readonly OutgoingMail[] = [];
  #cancelDeferred: Cancel | null = null;

  constructor(private readonly options: QueuedMailerOptions) {}

  /** Returns when they are stored. Throws if they could not be. */
  take(mails: readonly OutgoingMail[]): void {
    this.options.queue.add(mails.map(withUselessAt));
    this.#lastTaken = this.options.scheduler.now();
    if (mails.some(({ isAwaited }) => isAwaited === true)) this.#rested.abort();
    this.start();
  }

  /** Sends what the queue holds, such as mails left by a stop or a crash. */
  start(): void {
    if (this.#isStopping) return;
    if (this.#working !== null) {
      this.#again = true;
      return;
    }
    this.#cancelDeferred?.();
    this.#working = this.#work().finally(() => {
      this.#working = null;
      if (this.#again) {
        this.#again = false;
        this.start();
      } else {
        this.#awaitDeferred();
      }
    });
  }

  /** Finishes the mail in flight, within 3 s; the others stay in the queue for the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#rested.abort();
    this.#cancelDeferred?.();
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const cancel = this.options.scheduler.deadline(STOP_LIMIT_MS, resolve);
    await Promise.race([this.#working, late]);
    cancel();
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #work(): Promise<void> {
    let failures = 0;
    while (!this.#isStopping) {
      // Not the time by the clock: on a busy machine this thread has to wait for a core, and would rest from waiting.
      const before = this.options.cpuTimeMs();
      try {
        if (!(await this.#sendNext())) break;
        failures = 0;
        await this.#rest(this.options.cpuTimeMs() - before);
      } catch (error) {
        failures += 1;
        const retryInMs = backoffMs(SERVER_BACKOFF, failures);
        this.options.onFailure(error, retryInMs);
        await this.#pause(retryInMs);
      }
    }
    this.#recordBeforeStop();
  }

  /** Returns whether there were any. Throws the error that stops all mails, and records those sent before it. */
  async #sendNext(): Promise<boolean> {
    this.#record();
    this.#rested = new AbortController();
    const mails = this.#nextMails();
    try {
      for (const mail of mails) {
        if (this.#isStopping) break;
        if (await this.#send(mail)) this.#unrecorded = [...this.#unrecorded, mail];
      }
    } finally {
      this.#record();
    }
    return mails.length > 0;
  }

  #nextMails(): readonly QueuedMail[] {
    const { queue, batch, scheduler } = this.options;
    const now = scheduler.now();
    const deferred = [...this.#deferred].filter(([, { until }]) => until > now).map(([effectId]) => effectId);
    const { setAside } = this.#unanswered;
    const mails = queue.next(batch, [...deferred, ...setAside]);
    if (mails.length > 0 || setAside.length === 0) return mails;
    this.#unanswered.startOver();
    return queue.next(batch, deferred);
  }

  #record(): void {
    if (this.#unrecorded.length === 0) return;
    this.options.queue.sent(this.#unrecorded);
    this.#unrecorded = [];
  }

  /** The next start sends unrecorded mails again, and the disk may have space by now. */
  #recordBeforeStop(): void {
    try {
      this.#record();
    } catch {
      // The attempt before reported it.
    }
  }

  /** Returns whether it was sent. Throws if no mail can be sent now. */
  async #send({ uselessAt = Infinity, ...mail }: QueuedMail): Promise<boolean> {
    const { queue, mailer, onFailure } = this.options;
    const { effectId } = mail;
    if (uselessAt <= Date.now()) {
      queue.giveUp(mail);
      this.#deferred.delete(effectId);
      onFailure(new Error('it could not be sent while it was of use'), null);
      return false;
    }
    try {
      await mailer.send(mail);
    } catch (error) {
      if (error instanceof MailRefusedError) {
        this.#unanswered.onAnswer(effectId);
        queue.giveUp(mail);
        this.#deferred.delete(effectId);
        onFailure(error, null);
      } else if (error instanceof MailDeferredError) {
        this.#unanswered.onAnswer(effectId);
        this.#defer(effectId, error);
      } else if (this.#unanswered.onFailure(effectId) === 'mail') {
        this.#defer(effectId, error);
      } else {
        throw error;
      }
      return false;
    }
    this.#unanswered.onAnswer(effectId);
    this.#deferred.delete(effectId);
    return true;
  }

  #defer(effectId: string, error: unknown): void {
    const { scheduler, onFailure } = this.options;
    const times = (this.#deferred.get(effectId)?.times ?? 0) + 1;
    const retryInMs = backoffMs(MAIL_BACKOFF, times);
    this.#deferred.set(effectId, { times, until: scheduler.now() + retryInMs });
    onFailure(error, retryInMs);
  }

  #awaitDeferred(): void {
    if (this.#isStopping || this.#deferred.size === 0) return;
    const { scheduler } = this.options;
    const next = Math.min(...[...this.#deferred.values()].map(({ until }) => until));
    this.#cancelDeferred = scheduler.deadline(Math.max(0, next - scheduler.now()), () => this.start());
  }

  #rest(workedMs: number): Promise<void> {
    const { scheduler } = this.options;
    const isBusy = scheduler.now() - this.#lastTaken < QUIET_AFTER_MS;
    const ms = Math.min(workedMs * (isBusy ? BUSY_REST : QUIET_REST), LONGEST_REST_MS);
    return scheduler.wait(ms, this.#rested.signal);
  }

  #pause(ms: number): Promise<void> {
    return this.options.scheduler.wait(ms, this.#stopping.signal);
  }
}

const withUselessAt = (mail: OutgoingMail): QueuedMail =>
  mail.usefulForMs === undefined ? mail : { ...mail, uselessAt: Date.now() + mail.usefulForMs };
