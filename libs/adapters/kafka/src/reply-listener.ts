import { randomInt } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';
import type { ConsumerContext } from './build-consumers.js';
import { onlyPartition } from './only-partition.js';
import { TailConsumer } from './tail-consumer.js';

/** Hears the replies to what this instance asks: those of one partition, which each command names. */
export class ReplyListener {
  readonly #consumer: TailConsumer;
  readonly #topic: string;
  #partition: number | null = null;

  constructor({ kafka, topics, instance, sessionTimeoutMs, endOffsets, warn }: ConsumerContext, hear: Hear) {
    this.#topic = topics.replies().topic;
    const groupId = topics.group(`replies.${instance}`);
    this.#consumer = new TailConsumer({
      kafka,
      groupId,
      topics: [this.#topic],
      sessionTimeoutMs,
      assigner: onlyPartition(() => this.partition),
      endOffsets: async (topic) => {
        const ends = await endOffsets(topic);
        this.#partition ??= [...ends.keys()][randomInt(ends.size)] ?? 0;
        return ends;
      },
      onError: (error, retryInMs) => warn(`replies cannot be read: ${error.message}`, { groupId, retryInMs }),
      hear,
    });
  }

  get partition(): number {
    return this.#partition ?? 0;
  }

  start(): void {
    this.#consumer.start();
  }

  /** Resolves when no reply is missed any more. */
  joined(): Promise<void> {
    return this.#consumer.joined();
  }

  /** A topic is another one than before. */
  forget(topic: string): void {
    if (topic === this.#topic) this.#consumer.forget(topic);
  }

  stop(): Promise<void> {
    return this.#consumer.stop();
  }
}

type Hear = (message: KafkaMessage) => void;
