import type { Consumer, EachBatchPayload, IMemberAssignment, KafkaMessage } from 'kafkajs';
import { ConsumerLoop, type ConsumerLoopOptions } from './consumer-loop.js';

export interface TailConsumerOptions extends Pick<
  ConsumerLoopOptions,
  'kafka' | 'groupId' | 'topics' | 'sessionTimeoutMs' | 'assigner' | 'onError'
> {
  /** Where each partition of a topic ends now, by partition. */
  readonly endOffsets: (topic: string) => Promise<ReadonlyMap<number, string>>;
  readonly hear: (message: KafkaMessage) => void;
}

/**
 * Hears everything from the moment it has joined, for this instance alone: its group has no other member and
 * commits nothing. Where it was is kept in memory, so that a connection that is lost loses nothing.
 */
export class TailConsumer {
  readonly #loop: ConsumerLoop;
  /** Next offset, by topic and partition. */
  readonly #next = new Map<string, Map<number, string>>();

  constructor(private readonly options: TailConsumerOptions) {
    this.#loop = new ConsumerLoop({
      ...options,
      begin: 'latest',
      prepare: () => this.#findEnds(),
      onJoined: (consumer, assignment) => this.#goOn(consumer, assignment),
      onLeaving: () => undefined,
      onClosing: () => Promise.resolve(),
      eachBatch: (payload) => this.#hear(payload),
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Resolves when nothing is missed any more. */
  joined(): Promise<void> {
    return this.#loop.joined();
  }

  /** A topic is another one than before, and begins anew. */
  forget(topic: string): void {
    this.#next.set(topic, new Map());
    this.#loop.restart();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #findEnds(): Promise<void> {
    for (const topic of this.options.topics) {
      if (!this.#next.has(topic)) this.#next.set(topic, new Map(await this.options.endOffsets(topic)));
    }
  }

  #goOn(consumer: Consumer, assignment: IMemberAssignment): void {
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        const offset = this.#next.get(topic)?.get(partition) ?? '0';
        consumer.seek({ topic, partition, offset });
      }
    }
  }

  #hear({ batch }: EachBatchPayload): Promise<void> {
    for (const message of batch.messages) this.options.hear(message);
    this.#next.get(batch.topic)?.set(batch.partition, (BigInt(batch.lastOffset()) + 1n).toString());
    return Promise.resolve();
  }
}
