import { BusUnavailableError, type Bus, type CommandMessage } from '@bookonce/kernel/ports/bus';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { Server, type CustomTransportStrategy, type MessageHandler, type MsPattern } from '@nestjs/microservices';
import type { Kafka } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { HandlerTable } from '@bookonce/adapter-delivery/handler-table';
import { BusConnection, type ConnectionState } from './bus-connection.js';
import { BusConsumers, type BusProducers } from './bus-consumers.js';
import { CommandClient } from './command-client.js';
import { commandKey } from './command-key.js';
import { toEventMessage } from './event-message.js';
import { CATEGORIES } from './event-topics.js';
import { kafkaClient } from './kafka-client.js';
import type { KafkaBusOptions } from './kafka-options.js';
import { KafkaProducer } from './kafka-producer.js';
import { LostCategories } from './lost-categories.js';
import { TopicKeeper } from './topic-keeper.js';
import { endOffsetsOf, isNew, lagOf } from './topic-offsets.js';
import { Topics } from './topics.js';

const REQUEST_TIMEOUT_MS = 5_000;
const SESSION_TIMEOUT_MS = 6_000;
const GAP_PATIENCE_MS = 10_000;

/** What there is from `listen` on, when the handlers are known. */
interface Running {
  readonly keeper: TopicKeeper;
  readonly consumers: BusConsumers;
  readonly ready: Promise<void>;
}

/**
 * The bus on Apache Kafka, as a Nest transport: the handlers that run on the bus of a single process run on it
 * unchanged. Events are partitioned by stream, commands by aggregate; both come at least once.
 */
export class KafkaBus extends Server implements CustomTransportStrategy, Bus {
  /** A failing event handler is retried here, so Nest need not report it. */
  override readonly propagatesEventHandlerErrors = true;
  readonly #handlers = new HandlerTable();
  readonly #instance: string;
  readonly #kafka: Kafka;
  readonly #topics: Topics;
  readonly #connection: BusConnection;
  readonly #producers: BusProducers;
  readonly #client: CommandClient;
  readonly #timeoutMs: number;
  readonly #lost = new LostCategories();
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
      timeoutMs: this.#timeoutMs,
      // Not the product's clock, which may stand still: how long somebody waits is a matter of real time.
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

  /** Calls back at once: it connects for as long as it takes, and `ready()` resolves when it has. */
  listen(callback: () => void): void {
    this.#running ??= this.#start();
    callback();
  }

  /** Resolves when the topics are there and every consumer has joined; rejects where it was closed before. */
  ready(): Promise<void> {
    return this.#run.ready;
  }

  /** For health checks. */
  get connection(): ConnectionState {
    return this.#connection.state;
  }

  on(): never {
    throw new Error('the bus tells of its connection by its options onConnected and onConnectionLost');
  }

  unwrap<T>(): T {
    return this.#kafka as T;
  }

  async request<Reply>(pattern: string, message: CommandMessage): Promise<Reply> {
    this.#connection.check();
    const { keeper, consumers } = this.#run;
    const prepared = Promise.all([keeper.ensure(this.#topics.commands(pattern)), consumers.replies.joined()]);
    return (await this.#client.request(pattern, message, prepared)) as Reply;
  }

  /** Resolves when all brokers that keep a copy have it. */
  async publish(events: readonly StoredEvent[]): Promise<void> {
    this.#connection.check();
    if (this.#connection.state.state === 'connecting') {
      await this.#connection.within(this.#run.keeper.ready(), this.#timeoutMs);
    }
    for (const { stream } of events) this.#lost.check(stream);
    await Promise.all(
      events.map((event) => this.#producers.ordered.send(this.#topics.eventsOf(event.stream), toEventMessage(event))),
    );
  }

  /** Finishes what is in hand, commits how far it came, and leaves the groups. */
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

  /** Messages that nobody has handled yet, over all instances, by subscriber and by topic of commands. */
  async lag(): Promise<ReadonlyMap<string, number>> {
    const { keeper, consumers } = this.#run;
    const lags = consumers.groups.map(async ({ name, groupId, topics }): Promise<[string, number]> => [
      name,
      await lagOf(keeper.admin, groupId, topics),
    ]);
    return new Map(await Promise.all(lags));
  }

  /**
   * The categories whose topic never had an event on it, or was deleted since this was last asked: where the store
   * has such events, they have to be published again (I16). For a publisher that starts, and after
   * `onTopicsCreated`; until then, events of a category whose topic was deleted are refused.
   */
  async newCategories(): Promise<readonly string[]> {
    const { keeper } = this.#run;
    await keeper.ready();
    const found = CATEGORIES.map(async (category) =>
      (await isNew(keeper.admin, this.#topics.events(category).topic)) ? [category] : [],
    );
    return [...new Set([...(await Promise.all(found)).flat(), ...this.#lost.take()])];
  }

  get #run(): Running {
    if (this.#running === null) throw new BusUnavailableError('the bus does not listen yet');
    return this.#running;
  }

  #start(): Running {
    const { options } = this;
    const warn = (message: string, details = {}): void =>
      options.log?.({ level: 'warn', message, broker: options.brokers.join(', '), details });
    const context = {
      kafka: this.#kafka,
      topics: this.#topics,
      options,
      sessionTimeoutMs: options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      gapPatienceMs: options.gapPatienceMs ?? GAP_PATIENCE_MS,
      instance: this.#instance,
      endOffsets: (topic: string) => endOffsetsOf(this.#run.keeper.admin, topic),
      warn,
    };
    const consumers = new BusConsumers(context, this.#handlers, this.#producers, (reply) => this.#client.hear(reply));
    const keeper = new TopicKeeper({
      kafka: this.#kafka,
      topics: [...CATEGORIES.map((category) => this.#topics.events(category)), ...consumers.topics],
      replicationFactor: options.replicationFactor ?? 1,
      onUp: () => this.#connection.up(),
      onDown: (error, retryInMs) => this.#connection.down(error, retryInMs),
      onGone: (names) => this.#categoriesOf(names).forEach((category) => this.#lost.add(category)),
      onAppeared: (names) => this.#appeared(consumers, names),
    });
    keeper.start();
    const ready = this.#join(keeper, consumers);
    // Whoever does not ask for it need not know.
    ready.catch(() => undefined);
    return { keeper, consumers, ready };
  }

  async #join(keeper: TopicKeeper, consumers: BusConsumers): Promise<void> {
    await keeper.ready();
    // Where one cannot connect now, it does when it is needed.
    const producers = [this.#producers.ordered, this.#producers.fast];
    await Promise.allSettled(producers.map((producer) => producer.open()));
    consumers.start();
    await consumers.joined();
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
