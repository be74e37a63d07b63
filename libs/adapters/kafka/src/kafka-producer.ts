import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { Partitioners, type Kafka, type Message, type Producer } from 'kafkajs';
import { reasonOf } from '@bookonce/adapter-delivery/dead-letter';
import { atMost } from '@bookonce/kernel/at-most';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { SendQueue, type Outgoing } from './send-queue.js';

export interface KafkaProducerOptions {
  readonly kafka: Kafka;
  /** For errors: where it was tried to send to. */
  readonly brokers: string;
  /**
   * `ordered`: acknowledged by all replicas, in order and once for each `send`, however often the client had to try.
   * `fast`: acknowledged by one replica, and at times twice there.
   */
  readonly mode: 'ordered' | 'fast';
}

const CLOSE_WITHIN_MS = 2_000;
const RETRY = { retries: 3, initialRetryTime: 50, maxRetryTime: 500 };

/** Sends messages; connects when it is asked to open or first needed, and again after a loss. */
export class KafkaProducer {
  readonly #queue: SendQueue;
  #producer: Promise<Producer> | null = null;
  #closed = false;

  constructor(private readonly options: KafkaProducerOptions) {
    this.#queue = new SendQueue((batch) => this.#send(batch));
  }

  /** Connects, so that the first message need not wait for it. Rejects where nobody answers. */
  async open(): Promise<void> {
    await this.#connected();
  }

  /** Resolves when the broker has it; rejects with {@link BusUnavailableError} when that is not known. */
  send(topic: string, message: Message): Promise<void> {
    return this.#queue.push({ topic, message });
  }

  /** Sends what waits, where the brokers take it. */
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
      // Whether it arrived is unknown. A producer that goes on would give the next batch the same sequence
      // numbers, and the broker would take that one for a repetition and drop it.
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
