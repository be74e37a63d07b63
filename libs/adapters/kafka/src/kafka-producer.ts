import { reasonOf } from '@bookonce/adapter-delivery/ordered-delivery';
import { atMost } from '@bookonce/kernel/at-most';
import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { type Kafka, type Message, Partitioners, type Producer } from 'kafkajs';
import { type Outgoing, SendQueue } from './send-queue.js';

export interface KafkaProducerOptions {
  readonly kafka: Kafka;
  /** Addresses of the brokers, for error messages. */
  readonly brokers: string;
  /**
   * `ordered`: acknowledged by all replicas, in order, and exactly once despite the client's retries.
   * `fast`: acknowledged by one replica; a retry may store a duplicate.
   */
  readonly mode: 'ordered' | 'fast';
}

const CLOSE_WITHIN_MS = 2_000;
const RETRY = { retries: 3, initialRetryTime: 50, maxRetryTime: 500 };

/** Sends messages. Connects on `open` or on first use, and again after a lost connection. */
export class KafkaProducer {
  readonly #queue: SendQueue;
  #producer: Promise<Producer> | null = null;
  #closed = false;

  constructor(private readonly options: KafkaProducerOptions) {
    this.#queue = new SendQueue((batch) => this.#send(batch));
  }

  /** Connects ahead of the first message. Rejects if no broker answers. */
  async open(): Promise<void> {
    await this.#connected();
  }

  /** Resolves when a broker has stored the message. Rejects with {@link BusUnavailableError} if that is unknown. */
  send(topic: string, message: Message): Promise<void> {
    return this.#queue.push({ topic, message });
  }

  /** Sends the queued messages, as far as the brokers accept them in time. */
  async close(): Promise<void> {
    await atMost(systemScheduler, CLOSE_WITHIN_MS, this.#queue.drained());
    this.#closed = true;
    await atMost(systemScheduler, CLOSE_WITHIN_MS, this.#discard());
  }

  async #send(batch: readonly Outgoing[]): Promise<void> {
    const byTopic = Map.groupBy(batch, ({ topic }) => topic);
    const topicMessages = [...byTopic].map(([topic, all]) => ({ topic, messages: all.map(({ message }) => message) }));
    try {
      const producer = await this.#connected();
      await producer.sendBatch({ acks: this.options.mode === 'ordered' ? -1 : 1, topicMessages });
    } catch (error) {
      // The batch may have arrived. If this producer went on, it would reuse the sequence numbers for the next batch,
      // and the broker would drop that one as a duplicate.
      if (this.options.mode === 'ordered') void this.#discard();
      throw new BusUnavailableError(`Kafka at ${this.options.brokers} did not take a message: ${reasonOf(error)}`, {
        cause: error,
      });
    }
  }

  #connected(): Promise<Producer> {
    if (this.#closed) return Promise.reject(new Error('the producer is closed'));
    this.#producer ??= this.#connect();
    return this.#producer;
  }

  async #connect(): Promise<Producer> {
    const producer = this.options.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      idempotent: this.options.mode === 'ordered',
      retry: RETRY,
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      this.#producer = null;
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async #discard(): Promise<void> {
    const discarded = this.#producer;
    this.#producer = null;
    await discarded?.then((producer) => producer.disconnect()).catch(() => undefined);
  }
}
