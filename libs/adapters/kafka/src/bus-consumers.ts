import type { KafkaMessage } from 'kafkajs';
import { type HandlerTable, isFanout } from '@bookonce/adapter-delivery/handler-table';
import type { Instant } from '@bookonce/kernel/json';
import {
  commandConsumer,
  type ConsumerContext,
  eventConsumer,
  fanoutConsumer,
  type Named,
  type NamedSubscriber,
} from './build-consumers.js';
import type { GroupConsumer } from './group-consumer.js';
import type { KafkaProducer } from './kafka-producer.js';
import { ReplyListener } from './reply-listener.js';
import type { TailConsumer } from './tail-consumer.js';
import type { TopicSpec } from './topics.js';

export interface BusProducers {
  /** Sends events and dead letters. */
  readonly ordered: KafkaProducer;
  /** Sends commands and replies. */
  readonly fast: KafkaProducer;
}

/** All consumers of one instance: one for each subscriber, one for each service it runs, and one for replies. */
export class BusConsumers {
  readonly #subscribers: readonly NamedSubscriber[];
  readonly #groups: readonly Named<GroupConsumer>[];
  readonly #tails: readonly Named<TailConsumer>[];
  readonly #specs: readonly TopicSpec[];
  readonly replies: ReplyListener;
  #started = false;

  constructor(
    context: ConsumerContext,
    handlers: HandlerTable,
    producers: BusProducers,
    hearReply: (message: KafkaMessage) => void,
  ) {
    const { topics } = context;
    const subscribers = [...handlers.subscribers()];
    const fanout = subscribers.filter(([, all]) => isFanout(all));
    const grouped = handlers.groupedSubscribers();
    const patterns = [...handlers.commands.keys()];
    const services = [...new Set(patterns.map((pattern) => topics.commands(pattern).topic))];
    this.#subscribers = grouped.map(([name, all]) => eventConsumer(context, name, all, producers.ordered));
    this.#groups = [
      ...this.#subscribers,
      ...services.map((topic) => commandConsumer(context, topic, handlers.commands, producers.fast)),
    ];
    this.#tails = fanout.map(([name, all]) => fanoutConsumer(context, name, all));
    this.replies = new ReplyListener(context, hearReply);
    this.#specs = [
      topics.replies(),
      ...patterns.map((pattern) => topics.commands(pattern)),
      ...grouped.map(([name]) => topics.deadLetters(name)),
    ];
  }

  /** The topics that this instance needs, other than event topics. */
  get topics(): readonly TopicSpec[] {
    return this.#specs;
  }

  /** The consumer groups that all instances share, with their topics. */
  get groups(): readonly Omit<Named<GroupConsumer>, 'consumer'>[] {
    return this.#groups;
  }

  /** Returns the time of the oldest event that is in flight to each subscriber here; null if there is none. */
  oldestInFlight(): ReadonlyMap<string, Instant | null> {
    return new Map(this.#subscribers.map(({ name, subscription }) => [name, subscription.oldestInFlight()]));
  }

  start(): void {
    this.#started = true;
    for (const { consumer } of this.#all()) consumer.start();
    this.replies.start();
  }

  /** Resolves when every consumer has joined its group. */
  async joined(): Promise<void> {
    await Promise.all([this.replies.joined(), ...this.#all().map(({ consumer }) => consumer.joined())]);
  }

  /** The topics were recreated: their old offsets mean nothing. */
  forget(names: readonly string[]): void {
    if (!this.#started) return;
    for (const name of names) {
      for (const { topics, consumer } of this.#all()) if (topics.includes(name)) consumer.forget(name);
      this.replies.forget(name);
    }
  }

  /** Waits for the messages in flight and leaves the shared groups. Until then handlers may send and publish. */
  async stopHandling(): Promise<void> {
    await Promise.all(this.#groups.map(({ consumer }) => consumer.stop()));
  }

  #all(): readonly Named<GroupConsumer | TailConsumer>[] {
    return [...this.#groups, ...this.#tails];
  }

  async stopListening(): Promise<void> {
    await Promise.all([this.replies.stop(), ...this.#tails.map(({ consumer }) => consumer.stop())]);
  }
}
