import { callHandler, HandlerTable } from '@bookonce/adapter-delivery/handler-table';
import { deliverLetter, orderingKeyOf } from '@bookonce/adapter-delivery/letter-delivery';
import {
  type BusDeliveryOptions,
  deadLetterOf,
  type Delivered,
  earliestTimeOf,
  OrderedDelivery,
} from '@bookonce/adapter-delivery/ordered-delivery';
import { eventPattern, toCloudEvent } from '@bookonce/contracts/cloud-event';
import { noHandlerFor } from '@bookonce/contracts/send-command';
import type { Instant } from '@bookonce/kernel/json';
import type { Bus, CommandMessage, Redelivery } from '@bookonce/kernel/ports/bus';
import type { DeadLetter } from '@bookonce/kernel/ports/dead-letters';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { type CustomTransportStrategy, type MessageHandler, type MsPattern, Server } from '@nestjs/microservices';

/**
 * The bus inside one process, as a Nest transport: `@MessagePattern` and `@EventPattern` handlers run on it as on a
 * broker. It stores nothing and so loses nothing: published events are in the store, and the publisher's checkpoint
 * stays below unhandled ones.
 */
export class InProcessBus extends Server implements CustomTransportStrategy, Bus, Redelivery {
  /** The bus retries failing event handlers, so Nest need not report them. */
  override readonly propagatesEventHandlerErrors = true;
  readonly #handlers = new HandlerTable();
  readonly #deliveries = new Map<string, OrderedDelivery<StoredEvent>>();

  constructor(private readonly deliveryOptions: BusDeliveryOptions) {
    super();
  }

  override addHandler(
    pattern: MsPattern,
    handler: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    this.#handlers.add(this.normalizePattern(pattern), handler, isEventHandler, extras);
  }

  listen(callback: () => void): void {
    callback();
  }

  /** Waits for the handlers that are running; ends retries at once. */
  async close(): Promise<void> {
    await Promise.all([...this.#deliveries.values()].map((delivery) => delivery.close()));
  }

  on(): never {
    throw new Error('The in-process bus has no connection, so it has no connection events.');
  }

  unwrap<T>(): T {
    throw new Error('The in-process bus has no client to unwrap.');
  }

  async request<Reply>(pattern: string, message: CommandMessage): Promise<Reply> {
    const handler = this.#handlers.commands.get(pattern);
    if (handler === undefined) throw new Error(noHandlerFor(pattern));
    return (await callHandler(handler, message)) as Reply;
  }

  async publish(events: readonly StoredEvent[]): Promise<void> {
    const deliveries = events.flatMap((event) => this.#deliver(event));
    if (deliveries.length === 1) await deliveries[0];
    else if (deliveries.length > 1) await Promise.all(deliveries);
  }

  async redeliver({ id, subscriber }: DeadLetter, event: StoredEvent): Promise<void> {
    const all = this.#handlers.subscribersOf(eventPattern(event.type));
    await deliverLetter(this.#deliveryOf(subscriber), this.deliveryOptions.deadLetters, {
      letterId: id,
      item: event,
      event,
      cloudEvent: toCloudEvent(event),
      handlers: all.filter(({ options }) => options.subscriber === subscriber),
    });
  }

  /** Returns the time of the oldest event that is in flight to each subscriber; null if there is none. */
  oldestInFlight(): ReadonlyMap<string, Instant | null> {
    const subscribers = this.#handlers.groupedSubscribers();
    return new Map(subscribers.map(([name]) => [name, earliestTimeOf(this.#deliveries.get(name)?.inFlight ?? [])]));
  }

  #deliver(event: StoredEvent): readonly Promise<Delivered>[] {
    const subscribers = this.#handlers.subscribersOf(eventPattern(event.type));
    if (subscribers.length === 0) return [];
    const cloudEvent = toCloudEvent(event);
    return subscribers.flatMap((subscribed) => {
      const { options, handler } = subscribed;
      const handle = (): Promise<unknown> => callHandler(handler, cloudEvent);
      if (options.fanout === true) {
        handle().catch((error: unknown) => this.deliveryOptions.onFanoutError(error, event));
        return [];
      }
      return [this.#deliveryOf(options.subscriber).deliver(orderingKeyOf(subscribed, event), event, handle)];
    });
  }

  #deliveryOf(subscriber: string): OrderedDelivery<StoredEvent> {
    const known = this.#deliveries.get(subscriber);
    if (known !== undefined) return known;
    const { onDeadLetter, deadLetters, clock } = this.deliveryOptions;
    const bury = async (event: StoredEvent, error: unknown, tries: number): Promise<void> => {
      const letter = deadLetterOf(subscriber, event, error, tries, clock.now());
      await deadLetters.add(letter);
      onDeadLetter(letter, error);
    };
    const made = new OrderedDelivery({ ...this.deliveryOptions, bury });
    this.#deliveries.set(subscriber, made);
    return made;
  }
}
