import { callHandler, type EventHandler } from '@bookonce/adapter-delivery/handler-table';
import { reasonOf } from '@bookonce/adapter-delivery/ordered-delivery';
import { fromCloudEvent } from '@bookonce/contracts/cloud-event';
import type { MessageHandler } from '@nestjs/microservices';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { CommandServer } from './command-server.js';
import { EventSubscription } from './event-subscription.js';
import { GroupConsumer } from './group-consumer.js';
import type { KafkaBusOptions } from './kafka-options.js';
import type { KafkaProducer } from './kafka-producer.js';
import { isFor, readEvent, readEventHead, toDeadLetterMessage } from './messages.js';
import { TailConsumer, type TailConsumerOptions } from './tail-consumer.js';
import { categoriesOf, type Topics } from './topics.js';

/** Dependencies that all consumers of one bus share. */
export interface ConsumerContext {
  readonly kafka: Kafka;
  readonly topics: Topics;
  readonly options: KafkaBusOptions;
  readonly sessionTimeoutMs: number;
  readonly gapPatienceMs: number;
  /** Identifies this process among the instances. */
  readonly instance: string;
  readonly endOffsets: TailConsumerOptions['endOffsets'];
  readonly warn: (message: string, details?: Record<string, unknown>) => void;
  /** Reports that a consumer failed and is replaced, unless lost brokers explain it. */
  readonly consumerFailed: (message: string, details: Record<string, unknown>) => void;
}

/** A consumer with its group and topics. */
export interface Named<Consumer> {
  readonly name: string;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly consumer: Consumer;
}

/** A subscriber with its consumer. */
export interface NamedSubscriber extends Named<GroupConsumer> {
  readonly subscription: EventSubscription;
}

const base = (
  { kafka, sessionTimeoutMs, consumerFailed }: ConsumerContext,
  groupId: string,
): Pick<TailConsumerOptions, 'kafka' | 'groupId' | 'sessionTimeoutMs' | 'onError'> => ({
  kafka,
  groupId,
  sessionTimeoutMs,
  onError: (error, retryInMs) => consumerFailed(`group ${groupId} cannot be read: ${error.message}`, { retryInMs }),
});

const eventTopics = (context: ConsumerContext, handlers: readonly EventHandler[]): readonly string[] =>
  categoriesOf(handlers.map(({ route }) => route)).map((category) => context.topics.events(category).topic);

/** One group for each subscriber, so each event reaches one of its instances. */
export const eventConsumer = (
  context: ConsumerContext,
  subscriber: string,
  handlers: readonly EventHandler[],
  letters: Pick<KafkaProducer, 'send'>,
): NamedSubscriber => {
  const { topics, options, gapPatienceMs, warn } = context;
  const read = eventTopics(context, handlers);
  const deadLetters = topics.deadLetters(subscriber).topic;
  const subscription = new EventSubscription({
    subscriber,
    handlers,
    delivery: options,
    gapPatienceMs,
    onGap: (stream, seen, next) => warn(`${subscriber} missed revisions of a stream`, { stream, seen, next }),
    bury: (letter, received) => letters.send(deadLetters, toDeadLetterMessage(letter, received)),
  });
  const groupId = topics.group(subscriber);
  const consumer = new GroupConsumer({
    ...base(context, groupId),
    topics: read,
    handle: (received) => subscription.receive(received),
    onRevoked: (progress) => subscription.revoke(progress),
    finish: () => subscription.close(),
  });
  return { name: subscriber, groupId, topics: read, consumer, subscription };
};

/** One group for each service whose commands this process handles. */
export const commandConsumer = (
  context: ConsumerContext,
  topic: string,
  handlers: ReadonlyMap<string, MessageHandler>,
  replies: Pick<KafkaProducer, 'send'>,
): Named<GroupConsumer> => {
  const { topics, warn } = context;
  const server = new CommandServer({
    handlers,
    // Real time rather than the product's clock, which tests can stop: callers wait in real time.
    clock: Date,
    reply: (message) => replies.send(topics.replies().topic, message),
    onReplyLost: (error, pattern) => warn(`the reply to ${pattern} could not be sent: ${String(error)}`),
  });
  const consumer = new GroupConsumer({
    ...base(context, topic),
    topics: [topic],
    handle: (received) => server.receive(received),
    finish: () => server.close(),
  });
  return { name: topic, groupId: topic, topics: [topic], consumer };
};

/** Delivers every event from now on to this instance, at most once. */
export const fanoutConsumer = (
  context: ConsumerContext,
  subscriber: string,
  handlers: readonly EventHandler[],
): Named<TailConsumer> => {
  const { topics, instance, endOffsets, options, warn } = context;
  const read = eventTopics(context, handlers);
  const byType = Map.groupBy(handlers, ({ route }) => route);
  const hear = (message: KafkaMessage): void => {
    const listeners = byType.get(readEventHead(message).type);
    if (listeners === undefined || !isFor(message, subscriber)) return;
    try {
      const { cloudEvent } = readEvent(message);
      for (const { handler } of listeners) {
        callHandler(handler, cloudEvent).catch((error: unknown) =>
          options.onFanoutError(error, fromCloudEvent(cloudEvent)),
        );
      }
    } catch (error) {
      warn(`${subscriber} cannot read a message: ${reasonOf(error)}`);
    }
  };
  const groupId = topics.group(`${subscriber}.${instance}`);
  const consumer = new TailConsumer({ ...base(context, groupId), topics: read, endOffsets, hear });
  return { name: subscriber, groupId, topics: read, consumer };
};
