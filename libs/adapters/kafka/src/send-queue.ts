import type { Message } from 'kafkajs';

export interface Outgoing {
  readonly topic: string;
  readonly message: Message;
}

interface Waiting extends Outgoing {
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Below a broker's limit for one batch of a partition, which is 1 MiB by default. */
const MAX_BATCH_BYTES = 512 * 1024;
const MAX_BATCH = 1_000;
const HEADERS_BYTES = 1_024;

const bytesOf = ({ value }: Message): number => (value === null ? 0 : Buffer.byteLength(value)) + HEADERS_BYTES;

/**
 * Sends messages in order: at once while no batch is in flight, otherwise together in the next batch.
 *
 * If a batch fails, all messages queued behind it fail too. Otherwise an event could arrive without the one before it,
 * which its publisher is about to send again (I11).
 */
export class SendQueue {
  #waiting: Waiting[] = [];
  #isSending = false;
  #idle: (() => void)[] = [];

  constructor(private readonly send: (batch: readonly Outgoing[]) => Promise<void>) {}

  push({ topic, message }: Outgoing): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ topic, message, bytes: bytesOf(message), resolve, reject });
      if (this.#isSending) return;
      this.#isSending = true;
      // Deferred, so that messages pushed in the same turn share a batch.
      queueMicrotask(() => void this.#sendAll());
    });
  }

  /** Resolves when no message is queued or in flight. */
  async drained(): Promise<void> {
    if (this.#isSending) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#sendNext();
    this.#isSending = false;
    for (const idle of this.#idle.splice(0)) idle();
  }

  async #sendNext(): Promise<void> {
    const batch = this.#take();
    try {
      await this.send(batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(error);
    }
  }

  #take(): readonly Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const waiting of this.#waiting) {
      bytes += waiting.bytes;
      if (count > 0 && (bytes > MAX_BATCH_BYTES || count >= MAX_BATCH)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }
}
