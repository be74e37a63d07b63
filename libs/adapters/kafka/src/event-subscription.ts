import { callHandler, type EventHandler } from '@bookonce/adapter-delivery/handler-table';
import { deliverLetter, orderingKeyOf } from '@bookonce/adapter-delivery/letter-delivery';
import {
  type BusDeliveryOptions,
  deadLetterOf,
  earliestTimeOf,
  OrderedDelivery,
} from '@bookonce/adapter-delivery/ordered-delivery';
import type { Instant } from '@bookonce/kernel/json';
import type { DeadLetter } from '@bookonce/kernel/ports/dead-letters';
import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import type { KafkaMessage } from 'kafkajs';
import type { PartitionProgress, Received } from './group-consumer.js';
import { type EventHead, isFor, letterIdOf, readEvent, readEventHead } from './messages.js';
import { RevisionOrder } from './revision-order.js';

interface Item extends Received {
  readonly event: StoredEvent;
}

export interface EventSubscriptionOptions {
  readonly subscriber: string;
  readonly handlers: readonly EventHandler[];
  readonly delivery: BusDeliveryOptions;
  readonly gapPatienceMs: number;
  readonly onGap: (stream: string, seen: number, next: number) => void;
  /** Stores the original message along with its dead letter. */
  readonly bury: (letter: DeadLetter, received: Received) => Promise<void>;
}

/** Delivers the messages of this instance's partitions to the handlers of one subscriber. */
export class EventSubscription {
  readonly #handlers: ReadonlyMap<string, readonly EventHandler[]>;
  readonly #delivery: OrderedDelivery<Item>;
  readonly #orders = new Map<PartitionProgress, RevisionOrder>();

  constructor(private readonly options: EventSubscriptionOptions) {
    const { scheduler, maxTries, giveUpAfterMs, firstBackoffMs, onRetry } = options.delivery;
    this.#handlers = Map.groupBy(options.handlers, ({ route }) => route);
    this.#delivery = new OrderedDelivery({
      scheduler,
      maxTries,
      giveUpAfterMs,
      firstBackoffMs,
      onRetry: (error, { event }, tries) => onRetry(error, event, tries),
      bury: (item, error, tries) => this.#bury(item, error, tries),
    });
  }

  /** Resolves when the message is handled, buried or discarded. Rejects if the partition was revoked or this was closed before. */
  receive(received: Received): Promise<void> {
    if (!isFor(received.message, this.options.subscriber)) return Promise.resolve();
    const head = readEventHead(received.message);
    if (head.type === '' || Number.isNaN(head.revision))
      return this.#reject(received, head, new Error(NOT_A_CLOUD_EVENT));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Events without a handler here count as seen too.
    this.#orderOf(received.progress).offer(head.stream, head.revision, () => {
      const handlers = this.#handlers.get(head.type);
      if (handlers === undefined) resolve();
      else this.#deliver(received, head, handlers).then(resolve, reject);
    });
    return promise;
  }

  /** Returns the time of the oldest event that is delivered and neither handled nor buried; null if there is none. */
  oldestInFlight(): Instant | null {
    return earliestTimeOf(this.#delivery.inFlight.map(({ event }) => event));
  }

  /** The partition went to another instance: waiting messages are not started, parked ones are dropped. */
  revoke(progress: PartitionProgress): void {
    this.#orders.get(progress)?.dispose();
    this.#orders.delete(progress);
  }

  /** Waits for the messages in flight; starts no others. */
  close(): Promise<void> {
    return this.#delivery.close();
  }

  async #deliver(received: Received, head: EventHead, handlers: readonly EventHandler[]): Promise<void> {
    const { message, progress } = received;
    let read: ReturnType<typeof readEvent>;
    try {
      read = readEvent(message);
    } catch (error) {
      return this.#reject(received, head, error);
    }
    const { event, cloudEvent } = read;
    const item: Item = { ...received, event };
    const isWanted = (): boolean => !progress.isRevoked;
    const letterId = letterIdOf(message);
    if (letterId !== undefined) {
      const { deadLetters } = this.options.delivery;
      const letter = { letterId, item, event, cloudEvent, handlers, isWanted };
      await deliverLetter(this.#delivery, deadLetters, letter);
      return;
    }
    const deliveries = handlers.map((one) =>
      this.#delivery.deliver(orderingKeyOf(one, event), item, () => callHandler(one.handler, cloudEvent), { isWanted }),
    );
    await Promise.all(deliveries);
  }

  /** Treats an unreadable message like one whose handler fails: the same retries, then a dead letter. */
  async #reject(received: Received, head: EventHead, error: unknown): Promise<void> {
    await this.#delivery.deliver(
      head.stream,
      { ...received, event: unreadable(received, head) },
      () => Promise.reject(error),
      { isWanted: () => !received.progress.isRevoked },
    );
  }

  #orderOf(progress: PartitionProgress): RevisionOrder {
    const known = this.#orders.get(progress);
    if (known !== undefined) return known;
    const { gapPatienceMs, onGap } = this.options;
    const made = new RevisionOrder({ patienceMs: gapPatienceMs, onGap });
    this.#orders.set(progress, made);
    return made;
  }

  async #bury(item: Item, error: unknown, tries: number): Promise<void> {
    const { subscriber, delivery, bury } = this.options;
    const letter = deadLetterOf(subscriber, item.event, error, tries, delivery.clock.now());
    await bury(letter, item);
    await delivery.deadLetters.add(letter);
    delivery.onDeadLetter(letter, error);
  }
}

const NOT_A_CLOUD_EVENT = 'Not a CloudEvent in binary content mode: the headers lack the type or the revision.';

/** Builds an event from the headers of an unreadable message, so that its dead letter says where the message is. */
const unreadable = ({ message, progress }: Received, head: EventHead): StoredEvent => ({
  id: idOf(message) ?? `${progress.topic}/${progress.partition}/${message.offset}`,
  type: head.type,
  data: {},
  stream: head.stream as StreamName,
  revision: Number.isNaN(head.revision) ? -1 : head.revision,
  position: message.offset,
  meta: { time: '', version: 0, workspaceId: '', correlationId: head.stream, causationId: '', by: '' },
});

const idOf = ({ headers }: KafkaMessage): string | undefined => headers?.['ce_id']?.toString();
