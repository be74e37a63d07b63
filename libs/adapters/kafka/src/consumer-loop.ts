import type { Consumer, EachBatchPayload, IMemberAssignment, Kafka, PartitionAssigner } from 'kafkajs';
import { atMost } from '@bookonce/kernel/at-most';
import { retryUntilAborted, type BackoffPolicy } from '@bookonce/kernel/back-off';
import { systemScheduler } from '@bookonce/platform/system-scheduler';

export interface ConsumerLoopOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly topics: readonly string[];
  /** Where a group begins that has committed nothing yet. */
  readonly begin: 'earliest' | 'latest';
  readonly sessionTimeoutMs: number;
  readonly assigner?: PartitionAssigner | undefined;
  /** Called before a consumer joins for the first time. */
  readonly prepare?: (() => Promise<void>) | undefined;
  /** Called each time it has joined, before anything of this generation is fetched. */
  readonly onJoined: (consumer: Consumer, assignment: IMemberAssignment) => void;
  /** Called when the group is about to deal its partitions out anew. */
  readonly onLeaving: (consumer: Consumer) => void;
  /** Called before the consumer leaves for good. */
  readonly onClosing: (consumer: Consumer) => Promise<void>;
  readonly eachBatch: (payload: EachBatchPayload) => Promise<void>;
  readonly onError: (error: Error, retryInMs: number) => void;
}

/** A fetch that finds nothing returns after so long; what arrives meanwhile returns it at once. */
const LONGEST_FETCH_MS = 500;
const HEARTBEAT_EVERY_MS = 1_000;
const REBALANCE_WITHIN_MS = 15_000;
const DISCONNECT_WITHIN_MS = 2_000;
const RETRIES: BackoffPolicy = { firstMs: 100, longestMs: 2_000 };

/** A consumer that is there for as long as it is not stopped: where one cannot go on, another takes its place. */
export class ConsumerLoop {
  readonly #stopping = new AbortController();
  #joined = Promise.withResolvers<void>();
  #consumer: Consumer | null = null;
  #running: Promise<void> | null = null;
  #ended = Promise.withResolvers<Error | null>();
  /** Whether the consumer of now has joined its group. */
  #hasJoined = false;

  constructor(private readonly options: ConsumerLoopOptions) {}

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when it has joined its group for the first time: nothing is missed from then on. */
  joined(): Promise<void> {
    return this.#joined.promise;
  }

  get consumer(): Consumer | null {
    return this.#consumer;
  }

  /** Begins anew with another consumer. */
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

  /** One consumer's life. Resolves if it was asked to end; rejects with the error that it ended with. */
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
      // What it cannot mend within these tries is mended by another consumer.
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

  /** Where the broker does not answer, the group gives a silent member up by itself. */
  async #close(consumer: Consumer): Promise<void> {
    if (this.#consumer === consumer)
      await atMost(systemScheduler, DISCONNECT_WITHIN_MS, this.options.onClosing(consumer));
    this.#consumer = null;
    await atMost(systemScheduler, DISCONNECT_WITHIN_MS, consumer.disconnect());
  }
}
