import type { Consumer, EachBatchPayload, IMemberAssignment, KafkaMessage } from 'kafkajs';
import { ConsumerLoop, type ConsumerLoopOptions } from './consumer-loop.js';

export interface TailConsumerOptions extends Pick<
  ConsumerLoopOptions,
  'kafka' | 'groupId' | 'topics' | 'sessionTimeoutMs' | 'assigner' | 'onError'
> {
  /** Returns the current end offset of each partition of a topic. */
  readonly endOffsets: (topic: string) => Promise<ReadonlyMap<number, string>>;
  readonly hear: (message: KafkaMessage) => void;
}

/**
 * Reads every message from the moment it has joined, for this instance alone: its group has no other member and commits
 * nothing. Offsets are kept in memory, so a lost connection loses no message.
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
      onJoined: (consumer, assignment) => this.#seekAll(consumer, assignment),
      onLeaving: () => undefined,
      onClosing: () => Promise.resolve(),
      eachBatch: (payload) => this.#hear(payload),
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Resolves when every message from now on is received. */
  joined(): Promise<void> {
    return this.#loop.joined();
  }

  /** The topic was recreated: reads it from its beginning. */
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

  #seekAll(consumer: Consumer, assignment: IMemberAssignment): void {
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
