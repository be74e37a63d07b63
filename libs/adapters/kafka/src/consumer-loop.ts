import type { Consumer, EachBatchPayload, IMemberAssignment, Kafka, PartitionAssigner } from 'kafkajs';
import { atMost } from '@bookonce/kernel/at-most';
import { retryUntilAborted, type BackoffPolicy } from '@bookonce/kernel/back-off';
import { systemScheduler } from '@bookonce/platform/system-scheduler';

export interface ConsumerLoopOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly topics: readonly string[];
  /** Where a group starts that has committed no offset yet. */
  readonly begin: 'earliest' | 'latest';
  readonly sessionTimeoutMs: number;
  readonly assigner?: PartitionAssigner | undefined;
  /** Called before each consumer connects. */
  readonly prepare?: (() => Promise<void>) | undefined;
  /** Called after each join, before the first fetch of this generation. */
  readonly onJoined: (consumer: Consumer, assignment: IMemberAssignment) => void;
  /** Called when the group is about to rebalance. */
  readonly onLeaving: (consumer: Consumer) => void;
  /** Called before the consumer leaves for good. */
  readonly onClosing: (consumer: Consumer) => Promise<void>;
  readonly eachBatch: (payload: EachBatchPayload) => Promise<void>;
  readonly onError: (error: Error, retryInMs: number) => void;
}

/** An idle fetch returns after so long. A message that arrives returns it at once. */
const LONGEST_FETCH_MS = 500;
const HEARTBEAT_EVERY_MS = 1_000;
const REBALANCE_WITHIN_MS = 15_000;
const DISCONNECT_WITHIN_MS = 2_000;
const RETRIES: BackoffPolicy = { firstMs: 100, longestMs: 2_000 };

/** Keeps one consumer running until it is stopped: a consumer that fails is replaced by a new one. */
export class ConsumerLoop {
  readonly #stopping = new AbortController();
  #joined = Promise.withResolvers<void>();
  #consumer: Consumer | null = null;
  #running: Promise<void> | null = null;
  #ended = Promise.withResolvers<Error | null>();
  /** Whether the current consumer has joined its group. */
  #hasJoined = false;

  constructor(private readonly options: ConsumerLoopOptions) {}

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves at the first join. No message is missed from then on. */
  joined(): Promise<void> {
    return this.#joined.promise;
  }

  get consumer(): Consumer | null {
    return this.#consumer;
  }

  /** Replaces the consumer. */
  restart(): void {
    this.#ended.resolve(null);
  }

  /** Leaves the group. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#ended.resolve(null);
    await this.#running;
  }

  #run(): Promise<void> {
    const { signal } = this.#stopping;
    return retryUntilAborted({
      attempt: async () => {
        while (!signal.aborted) await this.#live();
      },
      policy: RETRIES,
      scheduler: systemScheduler,
      signal,
      onFailure: (error, retryInMs) =>
        this.options.onError(error instanceof Error ? error : new Error(String(error)), retryInMs),
      hasProgressed: () => this.#hasJoined,
    });
  }

  /** Runs one consumer to its end. Resolves if it was asked to end, rejects with the error that ended it. */
  async #live(): Promise<void> {
    this.#ended = Promise.withResolvers();
    this.#hasJoined = false;
    const consumer = this.#create();
    try {
      await this.options.prepare?.();
      await consumer.connect();
      await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: this.options.begin === 'earliest' });
      if (this.#stopping.signal.aborted) return;
      await consumer.run({ autoCommit: false, eachBatch: this.options.eachBatch });
      const error = await this.#ended.promise;
      if (error !== null) throw error;
    } finally {
      await this.#close(consumer);
    }
  }

  #create(): Consumer {
    const { kafka, groupId, sessionTimeoutMs, assigner, onJoined, onLeaving } = this.options;
    const consumer = kafka.consumer({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: REBALANCE_WITHIN_MS,
      heartbeatInterval: Math.min(HEARTBEAT_EVERY_MS, sessionTimeoutMs / 3),
      minBytes: 1,
      maxWaitTimeInMs: LONGEST_FETCH_MS,
      allowAutoTopicCreation: false,
      // A consumer that does not recover within these retries is replaced.
      retry: { retries: 3, initialRetryTime: 50, maxRetryTime: 500, restartOnFailure: () => Promise.resolve(false) },
      ...(assigner === undefined ? {} : { partitionAssigners: [assigner] }),
    });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#consumer = consumer;
      this.#hasJoined = true;
      onJoined(consumer, payload.memberAssignment);
      this.#joined.resolve();
    });
    consumer.on(consumer.events.REBALANCING, () => onLeaving(consumer));
    consumer.on(consumer.events.CRASH, ({ payload }) => this.#ended.resolve(payload.error));
    return consumer;
  }

  /** Best effort: if the broker does not answer, the group drops the silent member after its session timeout. */
  async #close(consumer: Consumer): Promise<void> {
    if (this.#consumer === consumer)
      await atMost(systemScheduler, DISCONNECT_WITHIN_MS, this.options.onClosing(consumer));
    this.#consumer = null;
    await atMost(systemScheduler, DISCONNECT_WITHIN_MS, consumer.disconnect());
  }
}
