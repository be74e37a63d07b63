import type { Consumer, EachBatchPayload, IMemberAssignment, KafkaMessage } from 'kafkajs';
import { ConsumerLoop, type ConsumerLoopOptions } from './consumer-loop.js';
import { PartitionProgress } from './partition-progress.js';

export interface Received {
  readonly message: KafkaMessage;
  readonly progress: PartitionProgress;
}

export interface GroupConsumerOptions extends Pick<
  ConsumerLoopOptions,
  'kafka' | 'groupId' | 'topics' | 'sessionTimeoutMs' | 'onError'
> {
  /**
   * Called in the order of each partition, without waiting for the ones before. Resolves when it is handled;
   * rejects when it will not be, and another instance or a later start has to.
   */
  readonly handle: (received: Received) => Promise<void>;
  readonly onRevoked?: ((progress: PartitionProgress) => void) | undefined;
  /** Lets what is being handled come to its end; nothing more is begun. */
  readonly finish: () => Promise<void>;
}

const COMMIT_EVERY_MS = 200;
/** Messages of one partition between the first that is not handled and the last that is fetched. */
const WINDOW = 2_000;
const HEARTBEAT_EVERY_MS = 500;

const keyOf = (topic: string, partition: number): string => `${topic}/${partition}`;

/**
 * Hands every message of its topics to one of the group's instances, at least once.
 *
 * The client's own loop fetches again only when all that it fetched is handled: one slow message would hold up all
 * partitions, and each hop would wait for the slowest. So messages are only begun in that loop, which goes on
 * fetching and sends the signs of life, and what is committed is the low watermark of what is handled.
 */
export class GroupConsumer {
  readonly #loop: ConsumerLoop;
  #partitions = new Map<string, PartitionProgress>();
  #timer: ReturnType<typeof setInterval> | null = null;
  #committing: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(private readonly options: GroupConsumerOptions) {
    this.#loop = new ConsumerLoop({
      ...options,
      begin: 'earliest',
      onJoined: (_consumer, assignment) => this.#assign(assignment),
      onLeaving: (consumer) => void this.#commit(consumer),
      onClosing: (consumer) => this.#leave(consumer),
      eachBatch: (payload) => this.#begin(payload),
    });
  }

  start(): void {
    if (this.#closing) return;
    this.#timer ??= setInterval(() => this.#commitSoon(), COMMIT_EVERY_MS);
    this.#loop.start();
  }

  joined(): Promise<void> {
    return this.#loop.joined();
  }

  /** Messages that are begun and not handled, or wait behind such. */
  get inHand(): number {
    return this.#partitions.values().reduce((sum, { inHand }) => sum + inHand, 0);
  }

  /** A topic is another one than before: what was handled of it must not be committed to it. */
  forget(topic: string): void {
    for (const [key, progress] of this.#partitions) {
      if (progress.topic !== topic) continue;
      this.#revoke(progress);
      this.#partitions.delete(key);
    }
    this.#loop.restart();
  }

  /** Finishes what is in hand, commits it and leaves the group. */
  async stop(): Promise<void> {
    this.#closing = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.options.finish();
    await this.#loop.stop();
  }

  /** What is committed counts: everything above it comes again, also where the partition stays here. */
  #assign(assignment: IMemberAssignment): void {
    this.#revokeAll();
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        this.#partitions.set(keyOf(topic, partition), new PartitionProgress(topic, partition));
      }
    }
  }

  async #leave(consumer: Consumer): Promise<void> {
    await this.#committing;
    await this.#commit(consumer);
    this.#revokeAll();
  }

  #revokeAll(): void {
    for (const progress of this.#partitions.values()) this.#revoke(progress);
    this.#partitions = new Map();
  }

  #revoke(progress: PartitionProgress): void {
    progress.revoke();
    this.options.onRevoked?.(progress);
  }

  async #begin({ batch, heartbeat, isStale }: EachBatchPayload): Promise<void> {
    const progress = this.#partitions.get(keyOf(batch.topic, batch.partition));
    for (const message of batch.messages) {
      if (progress === undefined || this.#closing || progress.isRevoked || isStale()) return;
      const settle = progress.begin(message.offset);
      // What is not handled stays below the watermark, and so uncommitted.
      this.options.handle({ message, progress }).then(settle, () => undefined);
      if (progress.inHand > WINDOW) await this.#below(progress, heartbeat);
    }
  }

  async #below(progress: PartitionProgress, heartbeat: () => Promise<void>): Promise<void> {
    let isBelow = false;
    const below = progress.below(WINDOW).then(() => {
      isBelow = true;
    });
    while (!isBelow && !this.#closing) {
      const { promise: pause, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, HEARTBEAT_EVERY_MS);
      await Promise.race([below, pause]);
      clearTimeout(timer);
      await heartbeat();
    }
  }

  #commitSoon(): void {
    const { consumer } = this.#loop;
    if (consumer !== null) this.#committing = this.#committing.then(() => this.#commit(consumer));
  }

  /** A commit that fails is made up for by the next; at worst, what is handled comes again. */
  async #commit(consumer: Consumer): Promise<void> {
    const due = [...this.#partitions.values()].flatMap((progress) => {
      const offset = progress.uncommitted;
      return offset === null ? [] : [{ progress, offset }];
    });
    if (due.length === 0) return;
    try {
      await consumer.commitOffsets(
        due.map(({ progress: { topic, partition }, offset }) => ({ topic, partition, offset })),
      );
      for (const { progress, offset } of due) progress.committed(offset);
    } catch {
      return;
    }
  }
}
