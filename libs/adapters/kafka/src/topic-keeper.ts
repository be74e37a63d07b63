import type { Admin, ITopicConfig, Kafka } from 'kafkajs';
import { atMost } from '@bookonce/kernel/at-most';
import { retryUntilAborted, type BackoffPolicy } from '@bookonce/kernel/back-off';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { TopicSpec } from './topics.js';

export interface TopicKeeperOptions {
  readonly kafka: Kafka;
  readonly topics: readonly TopicSpec[];
  /** Copies of each topic that is created. */
  readonly replicationFactor: number;
  /** Called with each look: the brokers answer, and every topic is there. */
  readonly onUp: () => void;
  readonly onDown: (error: Error, retryInMs: number) => void;
  /** These were there before, and are no more. */
  readonly onGone: (topics: readonly string[]) => void;
  /** These were not there when last looked for, and are there now, whoever created them. */
  readonly onAppeared: (topics: readonly string[]) => void;
}

const LOOK_EVERY_MS = 1_000;
/**
 * A topic that went away while we ran is created again only after so many looks without it: by then every process
 * has seen that it was gone, and nobody commits an offset of the old one to the new one.
 */
const LOOKS_BEFORE_RECREATION = 3;
const STOP_WITHIN_MS = 2_000;
const LEADS_WITHIN_TRIES = 50;
const LEADS_RETRY_MS = 50;
const RETRIES: BackoffPolicy = { firstMs: 100, longestMs: 2_000 };

/** Sees to it that the topics exist, and tells whether the brokers do. */
export class TopicKeeper {
  readonly #wanted = new Map<string, TopicSpec>();
  readonly #everSeen = new Set<string>();
  /** Topics that are missing, and in how many looks they were. */
  readonly #missing = new Map<string, number>();
  readonly #stopping = new AbortController();
  /** Aborted to end the pause between two looks. */
  #pause = new AbortController();
  #isComplete = false;
  #lookAgain = false;
  #hopeful: PromiseWithResolvers<void>[] = [];
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
    for (const { reject } of this.#hopeful.splice(0)) reject(new Error('closed'));
  }

  /** Resolves when all topics are there. */
  async ready(): Promise<void> {
    if (this.#isComplete) return;
    const hopeful = Promise.withResolvers<void>();
    this.#hopeful.push(hopeful);
    await hopeful.promise;
  }

  /** Keeps one more topic; resolves when it is there. */
  async ensure(spec: TopicSpec): Promise<void> {
    if (!this.#wanted.has(spec.topic)) {
      this.#wanted.set(spec.topic, spec);
      this.#isComplete = false;
      this.#lookAgain = true;
      this.#pause.abort();
    }
    if (!this.#everSeen.has(spec.topic)) await this.ready();
  }

  /** The brokers' administration; throws while there is no connection. */
  get admin(): Admin {
    if (this.#admin === null) throw new Error('not connected');
    return this.#admin;
  }

  async #run(): Promise<void> {
    let hasLooked = false;
    await retryUntilAborted({
      attempt: async () => {
        hasLooked = false;
        while (!this.#stopping.signal.aborted) {
          this.#admin ??= await this.#connect();
          this.#lookAgain = false;
          await this.#look(this.#admin);
          hasLooked = true;
          await this.#pauseBetweenLooks();
        }
      },
      policy: RETRIES,
      scheduler: systemScheduler,
      signal: this.#stopping.signal,
      onFailure: (error, retryInMs) => {
        this.options.onDown(error instanceof Error ? error : new Error(String(error)), retryInMs);
        void this.#disconnect();
      },
      hasProgressed: () => hasLooked,
    });
    await this.#disconnect();
  }

  async #pauseBetweenLooks(): Promise<void> {
    this.#pause = new AbortController();
    if (this.#lookAgain || this.#stopping.signal.aborted) return;
    await systemScheduler.wait(LOOK_EVERY_MS, this.#pause.signal);
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

  async #look(admin: Admin): Promise<void> {
    const specs = [...this.#wanted.values()];
    let there = new Set(await admin.listTopics());
    const missing = specs.filter(({ topic }) => !there.has(topic));
    const gone = missing.filter(({ topic }) => this.#everSeen.has(topic) && !this.#missing.has(topic));
    if (gone.length > 0) this.options.onGone(gone.map(({ topic }) => topic));
    const due = missing.filter((spec) => this.#isDue(spec));
    if (due.length > 0) {
      await admin.createTopics({ topics: due.map((spec) => this.#definition(spec)), waitForLeaders: true });
      for (const { topic } of due) await this.#isLed(admin, topic);
      there = new Set(await admin.listTopics());
    }
    this.#isComplete = [...this.#wanted.keys()].every((topic) => there.has(topic));
    for (const topic of there) this.#everSeen.add(topic);
    const appeared = [...this.#missing.keys()].filter((topic) => there.has(topic));
    for (const topic of appeared) this.#missing.delete(topic);
    if (appeared.length > 0) this.options.onAppeared(appeared);
    if (!this.#isComplete) return;
    this.options.onUp();
    for (const { resolve } of this.#hopeful.splice(0)) resolve();
  }

  /** A broker leads a partition some moments after it has said so; who asks before is told that nobody does. */
  async #isLed(admin: Admin, topic: string): Promise<void> {
    const { signal } = this.#stopping;
    for (let tries = 1; ; tries += 1) {
      try {
        await admin.fetchTopicOffsets(topic);
        return;
      } catch (error) {
        if (tries >= LEADS_WITHIN_TRIES || signal.aborted) throw error;
        await systemScheduler.wait(LEADS_RETRY_MS, signal);
      }
    }
  }

  /** What was never there is created at once. */
  #isDue({ topic }: TopicSpec): boolean {
    const looks = (this.#missing.get(topic) ?? 0) + 1;
    this.#missing.set(topic, looks);
    return looks >= LOOKS_BEFORE_RECREATION || !this.#everSeen.has(topic);
  }

  #definition({ topic, partitions, retentionMs, maxMessageBytes }: TopicSpec): ITopicConfig {
    return {
      topic,
      numPartitions: partitions,
      replicationFactor: this.options.replicationFactor,
      configEntries: [
        { name: 'retention.ms', value: String(retentionMs) },
        { name: 'cleanup.policy', value: 'delete' },
        ...(maxMessageBytes === undefined ? [] : [{ name: 'max.message.bytes', value: String(maxMessageBytes) }]),
      ],
    };
  }
}
