import type { Consumer, EachBatchPayload, IMemberAssignment, Kafka, PartitionAssigner } from 'kafkajs';
import { atMost } from '@bookonce/kernel/at-most';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { StoppableWait } from './stoppable-wait.js';

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
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2_000;

/** A consumer that is there for as long as it is not stopped: where one cannot go on, another takes its place. */
export class ConsumerLoop {
  readonly #wait = new StoppableWait();
  #joined = Promise.withResolvers<void>();
  #consumer: Consumer | null = null;
  #running: Promise<void> | null = null;
  #ended = Promise.withResolvers<Error | null>();
  #retryMs = FIRST_RETRY_MS;

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
    this.#wait.stop();
    this.#ended.resolve(null);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#wait.stopped) {
      const error = await this.#live();
      if (this.#wait.stopped) return;
      if (error === null) continue;
      this.options.onError(error, this.#retryMs);
      await this.#wait.for(this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
    }
  }

  /** One consumer's life; resolves with what it died of, null where it was asked to end. */
  async #live(): Promise<Error | null> {
    this.#ended = Promise.withResolvers();
    const consumer = this.#create();
    try {
      await this.options.prepare?.();
      await consumer.connect();
      await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: this.options.begin === 'earliest' });
      if (this.#wait.stopped) return null;
      await consumer.run({ autoCommit: false, eachBatch: this.options.eachBatch });
      return await this.#ended.promise;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
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
      this.#retryMs = FIRST_RETRY_MS;
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
