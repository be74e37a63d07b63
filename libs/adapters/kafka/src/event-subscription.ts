import type { DeadLetter } from '@bookonce/kernel/ports/dead-letters';
import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import type { KafkaMessage } from 'kafkajs';
import type { BusDeliveryOptions } from '@bookonce/adapter-delivery/bus-delivery-options';
import { callHandler } from '@bookonce/adapter-delivery/call-handler';
import { deadLetterOf } from '@bookonce/adapter-delivery/dead-letter';
import type { EventHandler } from '@bookonce/adapter-delivery/handler-table';
import { OrderedDelivery } from '@bookonce/adapter-delivery/ordered-delivery';
import { readEvent, readEventHead, type EventHead } from './event-message.js';
import type { Received } from './group-consumer.js';
import type { PartitionProgress } from './partition-progress.js';
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
  /** Keeps the message itself, beside the letter that says what became of it. */
  readonly bury: (letter: DeadLetter, received: Received) => Promise<void>;
}

/** Delivers the messages of the partitions that an instance has to one subscriber's handlers. */
export class EventSubscription {
  readonly #handlers: ReadonlyMap<string, readonly EventHandler[]>;
  readonly #delivery: OrderedDelivery<Item>;
  readonly #orders = new Map<PartitionProgress, RevisionOrder>();

  constructor(private readonly options: EventSubscriptionOptions) {
    const { scheduler, maxTries, firstBackoffMs, onRetry } = options.delivery;
    this.#handlers = Map.groupBy(options.handlers, ({ route }) => route);
    this.#delivery = new OrderedDelivery({
      scheduler,
      maxTries,
      firstBackoffMs,
      onRetry: (error, { event }, tries) => onRetry(error, event, tries),
      bury: (item, error, tries) => this.#bury(item, error, tries),
    });
  }

  /** Resolves when it is handled or buried; rejects when the partition was revoked, or this was closed, before. */
  receive(received: Received): Promise<void> {
    const head = readEventHead(received.message);
    if (head.type === '' || Number.isNaN(head.revision)) return this.#refuse(received, head, new Error(NOT_OURS));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Also what nobody handles here counts as seen.
    this.#orderOf(received.progress).offer(head.stream, head.revision, () => {
      const handlers = this.#handlers.get(head.type);
      if (handlers === undefined) resolve();
      else this.#deliver(received, head, handlers).then(resolve, reject);
    });
    return promise;
  }

  /** The partition is somebody else's: what waits is not begun, what is parked is forgotten. */
  revoke(progress: PartitionProgress): void {
    this.#orders.get(progress)?.dispose();
    this.#orders.delete(progress);
  }

  /** Lets what is being handled come to its end. */
  close(): Promise<void> {
    return this.#delivery.close();
  }

  async #deliver(received: Received, head: EventHead, handlers: readonly EventHandler[]): Promise<void> {
    const { message, progress } = received;
    let read: ReturnType<typeof readEvent>;
    try {
      read = readEvent(message);
    } catch (error) {
      return this.#refuse(received, head, error);
    }
    const { event, cloudEvent } = read;
    const deliveries = handlers.map(({ options, handler }) =>
      this.#delivery.deliver(
        options.orderBy === 'correlation' ? event.meta.correlationId : event.stream,
        { ...received, event },
        () => callHandler(handler, cloudEvent),
        () => !progress.isRevoked,
      ),
    );
    await Promise.all(deliveries);
  }

  /** What cannot be read fails as what cannot be handled: with the same tries, and the same end. */
  #refuse(received: Received, head: EventHead, error: unknown): Promise<void> {
    return this.#delivery.deliver(
      head.stream,
      { ...received, event: unreadable(received, head) },
      () => Promise.reject(error),
      () => !received.progress.isRevoked,
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

const NOT_OURS = 'no CloudEvent in binary content mode: its headers name no type or no revision';

/** As much of an event as can be told of a message that is none, so that its letter says where it is. */
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
