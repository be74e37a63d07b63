import { atMost } from '@bookonce/kernel/at-most';
import { retryUntilAborted, type BackoffPolicy } from '@bookonce/kernel/back-off';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { categoryOf, type StreamName } from '@bookonce/kernel/ports/event-store';
import type { Admin, ITopicConfig, Kafka } from 'kafkajs';
import type { TopicSpec } from './topics.js';

/** Returns each partition's end offset, which the next message will get. */
export const endOffsetsOf = async (admin: Admin, topic: string): Promise<ReadonlyMap<number, string>> =>
  new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, high]));

/** Returns whether nothing was ever written to this topic, expired messages included. */
export const isNeverWritten = async (admin: Admin, topic: string): Promise<boolean> =>
  [...(await endOffsetsOf(admin, topic)).values()].every((offset) => offset === '0');

/** Counts the messages of these topics that a consumer group has not committed. */
export const lagOf = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<number> => {
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  let lag = 0n;
  for (const { topic, partitions } of committed) {
    const offsets = new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
      const next = offsets.get(partition) ?? -1n;
      lag += BigInt(high) - (next < 0n ? BigInt(low) : next);
    }
  }
  return Number(lag);
};

export interface TopicKeeperOptions {
  readonly kafka: Kafka;
  readonly topics: readonly TopicSpec[];
  /** Copies of each topic that is created. */
  readonly replicationFactor: number;
  /** Called after each check that reached the brokers and found every topic. */
  readonly onUp: () => void;
  readonly onDown: (error: Error, retryInMs: number) => void;
  /** Called when topics that existed are missing. */
  readonly onGone: (topics: readonly string[]) => void;
  /** Called when topics exist that the check before did not find, no matter which process created them. */
  readonly onAppeared: (topics: readonly string[]) => void;
}

const CHECK_EVERY_MS = 1_000;
/**
 * A topic that was deleted is recreated only after so many checks without it. By then every process has noticed, so no
 * offset of the old topic is committed to the new one.
 */
const CHECKS_BEFORE_RECREATION = 3;
const STOP_WITHIN_MS = 2_000;
const LEADER_ATTEMPTS = 50;
const LEADER_RETRY_MS = 50;
const RETRIES: BackoffPolicy = { firstMs: 100, longestMs: 2_000 };

/** Creates missing topics, and reports whether the brokers are reachable. */
export class TopicKeeper {
  readonly #wanted = new Map<string, TopicSpec>();
  readonly #everSeen = new Set<string>();
  /** Missing topics, each with the number of checks that did not find it. */
  readonly #missing = new Map<string, number>();
  readonly #stopping = new AbortController();
  /** Aborted to end the pause between two checks. */
  #pause = new AbortController();
  #isComplete = false;
  #mustCheckAgain = false;
  #waitingForTopics: PromiseWithResolvers<void>[] = [];
  /** Callers of `checked` whose check has not begun. */
  #waitingForCheck: PromiseWithResolvers<void>[] = [];
  /** Callers of `checked` whose check is running. */
  #inCheck: PromiseWithResolvers<void>[] = [];
  #running: Promise<void> | null = null;
  #admin: Admin | null = null;

  constructor(private readonly options: TopicKeeperOptions) {
    for (const spec of options.topics) this.#wanted.set(spec.topic, spec);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pause.abort();
    await atMost(systemScheduler, STOP_WITHIN_MS, this.#running ?? undefined);
    for (const { reject } of this.#waitingForTopics.splice(0)) reject(new Error('the bus was closed'));
    for (const { resolve } of [...this.#inCheck, ...this.#waitingForCheck]) resolve();
  }

  /** Resolves when all topics exist. */
  async ready(): Promise<void> {
    if (this.#isComplete) return;
    const complete = Promise.withResolvers<void>();
    this.#waitingForTopics.push(complete);
    await complete.promise;
  }

  /** Checks the brokers as soon as possible. Resolves once `onUp` or `onDown` has been called for it, or this is stopped. */
  checked(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waitingForCheck.push({ promise, resolve, reject });
    this.#checkAgain();
    return promise;
  }

  /** Adds a topic; resolves when it exists. */
  async ensure(spec: TopicSpec): Promise<void> {
    if (!this.#wanted.has(spec.topic)) {
      this.#wanted.set(spec.topic, spec);
      this.#isComplete = false;
      this.#checkAgain();
    }
    if (!this.#everSeen.has(spec.topic)) await this.ready();
  }

  /** The client for administration. Throws while disconnected. */
  get admin(): Admin {
    if (this.#admin === null) throw new Error('not connected');
    return this.#admin;
  }

  async #run(): Promise<void> {
    let hasChecked = false;
    await retryUntilAborted({
      attempt: async () => {
        hasChecked = false;
        while (!this.#stopping.signal.aborted) {
          this.#inCheck.push(...this.#waitingForCheck.splice(0));
          this.#admin ??= await this.#connect();
          this.#mustCheckAgain = false;
          await this.#check(this.#admin);
          hasChecked = true;
          this.#endCheck();
          await this.#pauseBetweenChecks();
        }
      },
      policy: RETRIES,
      scheduler: systemScheduler,
      signal: this.#stopping.signal,
      onFailure: (error, retryInMs) => {
        this.options.onDown(error instanceof Error ? error : new Error(String(error)), retryInMs);
        this.#endCheck();
        void this.#disconnect();
      },
      hasProgressed: () => hasChecked,
    });
    await this.#disconnect();
  }

  /** Ends the pause, or lets another check follow the one that is running. */
  #checkAgain(): void {
    this.#mustCheckAgain = true;
    this.#pause.abort();
  }

  #endCheck(): void {
    for (const { resolve } of this.#inCheck.splice(0)) resolve();
  }

  async #pauseBetweenChecks(): Promise<void> {
    this.#pause = new AbortController();
    if (this.#mustCheckAgain || this.#stopping.signal.aborted) return;
    await systemScheduler.wait(CHECK_EVERY_MS, this.#pause.signal);
  }

  async #connect(): Promise<Admin> {
    const admin = this.options.kafka.admin();
    try {
      await admin.connect();
      return admin;
    } catch (error) {
      await admin.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async #disconnect(): Promise<void> {
    const admin = this.#admin;
    this.#admin = null;
    await admin?.disconnect().catch(() => undefined);
  }

  async #check(admin: Admin): Promise<void> {
    const specs = [...this.#wanted.values()];
    let existing = new Set(await admin.listTopics());
    const missing = specs.filter(({ topic }) => !existing.has(topic));
    const gone = missing.filter(({ topic }) => this.#everSeen.has(topic) && !this.#missing.has(topic));
    if (gone.length > 0) this.options.onGone(gone.map(({ topic }) => topic));
    const due = missing.filter((spec) => this.#isDue(spec));
    if (due.length > 0) {
      await admin.createTopics({ topics: due.map((spec) => this.#definition(spec)), waitForLeaders: true });
      for (const { topic } of due) await this.#untilLeaderAnswers(admin, topic);
      existing = new Set(await admin.listTopics());
    }
    this.#isComplete = [...this.#wanted.keys()].every((topic) => existing.has(topic));
    for (const topic of existing) this.#everSeen.add(topic);
    const appeared = [...this.#missing.keys()].filter((topic) => existing.has(topic));
    for (const topic of appeared) this.#missing.delete(topic);
    if (appeared.length > 0) this.options.onAppeared(appeared);
    if (!this.#isComplete) return;
    this.options.onUp();
    for (const { resolve } of this.#waitingForTopics.splice(0)) resolve();
  }

  /** Retries: a topic's leader is elected shortly after its creation returns. */
  async #untilLeaderAnswers(admin: Admin, topic: string): Promise<void> {
    const { signal } = this.#stopping;
    for (let tries = 1; ; tries += 1) {
      try {
        await admin.fetchTopicOffsets(topic);
        return;
      } catch (error) {
        if (tries >= LEADER_ATTEMPTS || signal.aborted) throw error;
        await systemScheduler.wait(LEADER_RETRY_MS, signal);
      }
    }
  }

  /** A topic that never existed is created at once, a deleted one later. */
  #isDue({ topic }: TopicSpec): boolean {
    const checks = (this.#missing.get(topic) ?? 0) + 1;
    this.#missing.set(topic, checks);
    return checks >= CHECKS_BEFORE_RECREATION || !this.#everSeen.has(topic);
  }

  #definition({ topic, partitions, retentionMs, maxMessageBytes }: TopicSpec): ITopicConfig {
    return {
      topic,
      numPartitions: partitions,
      replicationFactor: this.options.replicationFactor,
      configEntries: [
        { name: 'retention.ms', value: String(retentionMs) },
        { name: 'cleanup.policy', value: 'delete' },
        ...minimumInSync(this.options.replicationFactor),
        ...(maxMessageBytes === undefined ? [] : [{ name: 'max.message.bytes', value: String(maxMessageBytes) }]),
      ],
    };
  }
}

/**
 * With three replicas and more, an event counts as published once two have it, so that no broker loses it alone; one of
 * them may be down. With fewer, that would stop everything whenever a broker restarts.
 */
export const minimumInSync = (replicationFactor: number): ITopicConfig['configEntries'] & object =>
  replicationFactor < 3 ? [] : [{ name: 'min.insync.replicas', value: '2' }];

/**
 * Categories whose topic was deleted while this process ran. Publishing to them is refused until their publisher starts
 * over: a new event on the recreated topic would hide that the earlier ones are missing (I16).
 */
export class DeletedCategories {
  readonly #deleted = new Set<string>();

  add(category: string): void {
    this.#deleted.add(category);
  }

  /** Throws a {@link BusUnavailableError} if the topic of the stream's category was deleted. */
  check(stream: StreamName): void {
    if (this.#deleted.size === 0) return;
    const category = categoryOf(stream);
    if (this.#deleted.has(category)) {
      throw new BusUnavailableError(
        `The topic of ${category} events was deleted. Retry when they are published again.`,
      );
    }
  }

  /** Returns and forgets the categories. The caller publishes them again from history. */
  take(): readonly string[] {
    const deleted = [...this.#deleted];
    this.#deleted.clear();
    return deleted;
  }
}
