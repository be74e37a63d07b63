import { HandlerTable } from '@bookonce/adapter-delivery/handler-table';
import type { Instant } from '@bookonce/kernel/json';
import { type Bus, BusUnavailableError, type CommandMessage, type Redelivery } from '@bookonce/kernel/ports/bus';
import type { DeadLetter } from '@bookonce/kernel/ports/dead-letters';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { type CustomTransportStrategy, type MessageHandler, type MsPattern, Server } from '@nestjs/microservices';
import type { Kafka } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { BusConnection, type ConnectionState } from './bus-connection.js';
import { BusConsumers, type BusProducers } from './bus-consumers.js';
import { CommandClient } from './command-client.js';
import { kafkaClient } from './kafka-client.js';
import type { KafkaBusOptions, KafkaLogLine } from './kafka-options.js';
import { KafkaProducer } from './kafka-producer.js';
import { toEventMessage, toRedeliveredMessage } from './messages.js';
import { endOffsetsOf, isNeverWritten, lagOf, DeletedCategories, TopicKeeper } from './topic-keeper.js';
import { CATEGORIES, commandKey, Topics } from './topics.js';

const REQUEST_TIMEOUT_MS = 5_000;
const SESSION_TIMEOUT_MS = 6_000;
const GAP_PATIENCE_MS = 10_000;

/** Parts that exist from `listen` on, when the handlers are known. */
interface Running {
  readonly keeper: TopicKeeper;
  readonly consumers: BusConsumers;
  readonly ready: Promise<void>;
}

/**
 * The bus on Apache Kafka, as a Nest transport: handlers run on it and on the in-process bus unchanged. Events are
 * partitioned by stream, commands by aggregate. Both are delivered at least once.
 */
export class KafkaBus extends Server implements CustomTransportStrategy, Bus, Redelivery {
  /** The bus retries failing event handlers, so Nest need not report them. */
  override readonly propagatesEventHandlerErrors = true;
  readonly #handlers = new HandlerTable();
  readonly #instance: string;
  readonly #kafka: Kafka;
  readonly #topics: Topics;
  readonly #connection: BusConnection;
  readonly #producers: BusProducers;
  readonly #client: CommandClient;
  readonly #timeoutMs: number;
  readonly #deleted = new DeletedCategories();
  #running: Running | null = null;

  constructor(private readonly options: KafkaBusOptions) {
    super();
    const brokers = options.brokers.join(', ');
    this.#instance = `${options.clientId ?? 'bookonce'}-${randomUUID()}`;
    this.#kafka = kafkaClient(options);
    this.#topics = new Topics(options);
    this.#connection = new BusConnection(options);
    this.#timeoutMs = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
    this.#producers = {
      ordered: new KafkaProducer({ kafka: this.#kafka, brokers, mode: 'ordered' }),
      fast: new KafkaProducer({ kafka: this.#kafka, brokers, mode: 'fast' }),
    };
    this.#client = new CommandClient({
      instance: this.#instance,
      replyPartition: () => this.#run.consumers.replies.partition,
      // Real time rather than the product's clock, which tests can stop: callers wait in real time.
      clock: Date,
      keyOf: options.commandKey ?? commandKey,
      send: (pattern, message) => this.#producers.fast.send(this.#topics.commands(pattern).topic, message),
    });
  }

  override addHandler(
    pattern: MsPattern,
    handler: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    this.#handlers.add(this.normalizePattern(pattern), handler, isEventHandler, extras);
  }

  /** Calls back at once and connects in the background; `ready()` resolves when connected. */
  listen(callback: () => void): void {
    this.#running ??= this.#start();
    callback();
  }

  /** Resolves when all topics exist and every consumer has joined. Rejects if the bus is closed before. */
  ready(): Promise<void> {
    return this.#run.ready;
  }

  /** For health checks. */
  get connection(): ConnectionState {
    return this.#connection.state;
  }

  on(): never {
    throw new Error('The Kafka bus has no events. Use its options onConnected and onConnectionLost.');
  }

  unwrap<T>(): T {
    return this.#kafka as T;
  }

  async request<Reply>(pattern: string, message: CommandMessage, withinMs = this.#timeoutMs): Promise<Reply> {
    this.#connection.check();
    const { keeper, consumers } = this.#run;
    const prepared = Promise.all([keeper.ensure(this.#topics.commands(pattern)), consumers.replies.joined()]);
    return (await this.#client.request(pattern, message, prepared, withinMs)) as Reply;
  }

  /** Resolves when all replicas have the events. */
  async publish(events: readonly StoredEvent[]): Promise<void> {
    this.#connection.check();
    if (this.#connection.state.state === 'connecting') {
      await this.#connection.within(this.#run.keeper.ready(), this.#timeoutMs);
    }
    for (const { stream } of events) this.#deleted.check(stream);
    await Promise.all(
      events.map((event) => this.#producers.ordered.send(this.#topics.eventsOf(event.stream), toEventMessage(event))),
    );
  }

  /** Resolves when all replicas have the event. */
  async redeliver(letter: DeadLetter, event: StoredEvent): Promise<void> {
    this.#connection.check();
    await this.#connection.within(this.#run.keeper.ready(), this.#timeoutMs);
    await this.#producers.ordered.send(this.#topics.eventsOf(event.stream), toRedeliveredMessage(event, letter));
  }

  /** Waits for the messages in flight, commits their offsets and leaves the groups. */
  async close(): Promise<void> {
    const running = this.#running;
    await running?.consumers.stopHandling();
    this.#connection.close();
    this.#client.close();
    await Promise.all([
      this.#producers.ordered.close(),
      this.#producers.fast.close(),
      running?.consumers.stopListening(),
      running?.keeper.stop(),
    ]);
  }

  /** Counts unhandled messages over all instances, by subscriber and by command topic. */
  async lag(): Promise<ReadonlyMap<string, number>> {
    const { keeper, consumers } = this.#run;
    const lags = consumers.groups.map(async ({ name, groupId, topics }): Promise<[string, number]> => [
      name,
      await lagOf(keeper.admin, groupId, topics),
    ]);
    return new Map(await Promise.all(lags));
  }

  /** Returns the time of the oldest event that is in flight to each subscriber here; null if there is none. */
  oldestInFlight(): ReadonlyMap<string, Instant | null> {
    return this.#running?.consumers.oldestInFlight() ?? new Map<string, null>();
  }

  /**
   * Returns the categories whose topic never held an event, or was deleted since the last call. The publisher has to
   * publish their events again from history (I16). Called when a publisher starts and after `onTopicsCreated`; until
   * then, events of a deleted topic are refused.
   */
  async newCategories(): Promise<readonly string[]> {
    const { keeper } = this.#run;
    await keeper.ready();
    const found = CATEGORIES.map(async (category) =>
      (await isNeverWritten(keeper.admin, this.#topics.events(category).topic)) ? [category] : [],
    );
    return [...new Set([...(await Promise.all(found)).flat(), ...this.#deleted.take()])];
  }

  get #run(): Running {
    if (this.#running === null) throw new BusUnavailableError('The bus is not listening yet. Call listen() first.');
    return this.#running;
  }

  #start(): Running {
    const { options } = this;
    const context = {
      kafka: this.#kafka,
      topics: this.#topics,
      options,
      sessionTimeoutMs: options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      gapPatienceMs: options.gapPatienceMs ?? GAP_PATIENCE_MS,
      instance: this.#instance,
      endOffsets: (topic: string) => endOffsetsOf(this.#run.keeper.admin, topic),
      warn: (message: string, details = {}) => this.#log('warn', message, details),
      consumerFailed: (message: string, details: object) => void this.#consumerFailed(message, details),
    };
    const consumers = new BusConsumers(context, this.#handlers, this.#producers, (reply) => this.#client.hear(reply));
    const keeper = new TopicKeeper({
      kafka: this.#kafka,
      topics: [...CATEGORIES.map((category) => this.#topics.events(category)), ...consumers.topics],
      replicationFactor: options.replicationFactor ?? 1,
      onUp: () => this.#connection.up(),
      onDown: (error, retryInMs) => this.#connection.down(error, retryInMs),
      onGone: (names) => this.#categoriesOf(names).forEach((category) => this.#deleted.add(category)),
      onAppeared: (names) => this.#appeared(consumers, names),
    });
    keeper.start();
    const ready = this.#join(keeper, consumers);
    // Callers of ready() get the rejection; without one it must not count as unhandled.
    ready.catch(() => undefined);
    return { keeper, consumers, ready };
  }

  async #join(keeper: TopicKeeper, consumers: BusConsumers): Promise<void> {
    await keeper.ready();
    // Best effort: a producer that fails to connect now connects on first use.
    const producers = [this.#producers.ordered, this.#producers.fast];
    await Promise.allSettled(producers.map((producer) => producer.open()));
    consumers.start();
    await consumers.joined();
  }

  /** Asks the brokers first: a consumer may notice their loss before the topic keeper does, which reports it. */
  async #consumerFailed(message: string, details: object): Promise<void> {
    if (!this.#connection.explainsFailures) await this.#running?.keeper.checked();
    this.#log(this.#connection.explainsFailures ? 'debug' : 'warn', message, details);
  }

  #log(level: KafkaLogLine['level'], message: string, details: object): void {
    const broker = this.options.brokers.join(', ');
    this.options.log?.({ level, message, broker, details: { ...details } });
  }

  #appeared(consumers: BusConsumers, names: readonly string[]): void {
    consumers.forget(names);
    const categories = this.#categoriesOf(names);
    if (categories.length > 0) this.options.onTopicsCreated?.(categories);
  }

  #categoriesOf(topics: readonly string[]): readonly string[] {
    return CATEGORIES.filter((category) => topics.includes(this.#topics.events(category).topic));
  }
}
