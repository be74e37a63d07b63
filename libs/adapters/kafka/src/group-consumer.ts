import { atMost } from '@bookonce/kernel/at-most';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { Watermark } from '@bookonce/kernel/watermark';
import type { Consumer, EachBatchPayload, IMemberAssignment, KafkaMessage } from 'kafkajs';
import { ConsumerLoop, type ConsumerLoopOptions } from './consumer-loop.js';

/** Progress in one partition while it is assigned to this instance. Offsets are decimal numbers as text. */
export class PartitionProgress {
  readonly #watermark = new Watermark();
  #committed: string | null = null;
  #isRevoked = false;

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  /** Marks the message at this offset as in flight. Call the returned function when it is handled. */
  begin(offset: string): () => void {
    return this.#watermark.begin(offset);
  }

  get inHand(): number {
    return this.#watermark.inFlight;
  }

  /** Resolves when at most `count` messages lie between the first unhandled one and the last. */
  below(count: number): Promise<void> {
    return this.#watermark.below(count);
  }

  /** Another instance may have the partition from now on. */
  revoke(): void {
    this.#isRevoked = true;
    this.#watermark.abandon();
  }

  get isRevoked(): boolean {
    return this.#isRevoked;
  }

  /** The offset to commit: that of the first unhandled message. Null if it is committed already. */
  get uncommitted(): string | null {
    const handled = this.#watermark.position;
    if (handled === null || handled === this.#committed) return null;
    return (BigInt(handled) + 1n).toString();
  }

  /** Records that `offset`, a value of `uncommitted`, was committed. */
  committed(offset: string): void {
    this.#committed = (BigInt(offset) - 1n).toString();
  }
}

export interface Received {
  readonly message: KafkaMessage;
  readonly progress: PartitionProgress;
}

export interface GroupConsumerOptions extends Pick<
  ConsumerLoopOptions,
  'kafka' | 'groupId' | 'topics' | 'sessionTimeoutMs' | 'onError'
> {
  /**
   * Called in each partition's order, without waiting for earlier messages. Resolves when the message is handled.
   * Rejects if another instance, or this one after a restart, has to handle it.
   */
  readonly handle: (received: Received) => Promise<void>;
  readonly onRevoked?: ((progress: PartitionProgress) => void) | undefined;
  /** Waits for the messages in flight; starts no others. */
  readonly finish: () => Promise<void>;
}

const COMMIT_EVERY_MS = 200;
/** Most messages of one partition between the first unhandled one and the last fetched. */
const MAX_IN_FLIGHT = 2_000;
const HEARTBEAT_EVERY_MS = 500;

const keyOf = (topic: string, partition: number): string => `${topic}/${partition}`;

/**
 * Delivers every message of its topics to one of the group's instances, at least once.
 *
 * The client's own loop fetches again only when the whole last fetch is handled, so one slow message would delay all
 * partitions. Here that loop only starts the handling and goes on fetching and sending heartbeats. The committed offset
 * is the low watermark of handled messages.
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

  /** Messages in flight, or waiting behind one. */
  get inHand(): number {
    return this.#partitions.values().reduce((sum, { inHand }) => sum + inHand, 0);
  }

  /** The topic was recreated: offsets of the old one must not be committed to it. */
  forget(topic: string): void {
    for (const [key, progress] of this.#partitions) {
      if (progress.topic !== topic) continue;
      this.#revoke(progress);
      this.#partitions.delete(key);
    }
    this.#loop.restart();
  }

  /** Waits for the messages in flight, commits and leaves the group. */
  async stop(): Promise<void> {
    this.#closing = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.options.finish();
    await this.#loop.stop();
  }

  /** Starts over from the committed offsets, even in partitions that stay here: everything above is delivered again. */
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
      // A message that fails is never settled, so the watermark and the committed offset stay below it.
      this.options.handle({ message, progress }).then(settle, () => undefined);
      if (progress.inHand > MAX_IN_FLIGHT) await this.#untilWithinLimit(progress, heartbeat);
    }
  }

  async #untilWithinLimit(progress: PartitionProgress, heartbeat: () => Promise<void>): Promise<void> {
    let isWithinLimit = false;
    const withinLimit = progress.below(MAX_IN_FLIGHT).then(() => {
      isWithinLimit = true;
    });
    while (!isWithinLimit && !this.#closing) {
      await atMost(systemScheduler, HEARTBEAT_EVERY_MS, withinLimit);
      await heartbeat();
    }
  }

  #commitSoon(): void {
    const { consumer } = this.#loop;
    if (consumer !== null) this.#committing = this.#committing.then(() => this.#commit(consumer));
  }

  /** Best effort: the next commit covers a failed one. At worst, handled messages are delivered again. */
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
