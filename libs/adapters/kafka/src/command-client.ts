import { BusUnavailableError, type CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { KafkaMessage, Message } from 'kafkajs';
import { headerOf, readReply, toCommandMessage } from './messages.js';

export interface CommandClientOptions {
  /** Identifies this process among the callers. */
  readonly instance: string;
  /** The partition of the reply topic that this instance reads; known after joining. */
  readonly replyPartition: () => number;
  readonly clock: Pick<Clock, 'now'>;
  readonly keyOf: (pattern: string, message: CommandMessage) => string;
  readonly send: (pattern: string, message: Message) => Promise<void>;
}

interface Waiting {
  readonly pattern: string;
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Sends commands and matches replies to them. */
export class CommandClient {
  readonly #waiting = new Map<string, Waiting>();
  #count = 0;

  constructor(private readonly options: CommandClientOptions) {}

  /**
   * Resolves with the reply. Rejects with the handler's error, or with {@link BusUnavailableError} if no reply came in time.
   * @param prepared resolves when replies are received; the wait for it counts towards the same timeout
   * @param timeoutMs how long to wait for the reply
   */
  request(pattern: string, message: CommandMessage, prepared: Promise<unknown>, timeoutMs: number): Promise<unknown> {
    const { instance } = this.options;
    this.#count += 1;
    const requestId = `${instance}/${this.#count}`;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => this.#fail(requestId, unanswered(pattern, timeoutMs)), timeoutMs);
    this.#waiting.set(requestId, { pattern, resolve, reject, timer });
    prepared
      .then(() => this.#send(pattern, requestId, message, timeoutMs))
      .catch((error: unknown) => this.#fail(requestId, error));
    return promise;
  }

  hear(message: KafkaMessage): void {
    const requestId = headerOf(message, 'request-id') ?? '';
    const waiting = this.#take(requestId);
    if (waiting === undefined) return;
    const read = readReply(waiting.pattern, message);
    if (read.outcome === 'answered') waiting.resolve(read.reply);
    else waiting.reject(read.error);
  }

  /** Rejects all pending requests. */
  close(): void {
    for (const requestId of this.#waiting.keys()) this.#fail(requestId, new BusUnavailableError('the bus is closing'));
  }

  async #send(pattern: string, requestId: string, message: CommandMessage, timeoutMs: number): Promise<void> {
    const { instance, replyPartition, clock, keyOf, send } = this.options;
    // The request timed out meanwhile.
    if (!this.#waiting.has(requestId)) return;
    const envelope = {
      pattern,
      requestId,
      replyTo: instance,
      replyPartition: replyPartition(),
      expiresAt: clock.now() + timeoutMs,
    };
    await send(pattern, toCommandMessage(keyOf(pattern, message), envelope, message));
  }

  #fail(requestId: string, error: unknown): void {
    this.#take(requestId)?.reject(error);
  }

  #take(requestId: string): Waiting | undefined {
    const waiting = this.#waiting.get(requestId);
    if (waiting === undefined) return undefined;
    this.#waiting.delete(requestId);
    clearTimeout(waiting.timer);
    return waiting;
  }
}

const unanswered = (pattern: string, timeoutMs: number): BusUnavailableError =>
  new BusUnavailableError(
    `No reply to ${pattern} within ${timeoutMs} ms: the outcome is unknown. Retry with the same id.`,
  );
