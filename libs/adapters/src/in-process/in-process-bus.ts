import { toCloudEvent, eventPattern } from '@bookonce/contracts/cloud-event';
import type { Bus, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Server, type CustomTransportStrategy, type MessageHandler, type MsPattern } from '@nestjs/microservices';
import { callHandler } from './call-handler.js';
import { OrderedDelivery, type DeliveryOptions } from './ordered-delivery.js';

interface Subscriber {
  readonly options: SubscriberOptions;
  readonly handler: MessageHandler;
  readonly delivery: OrderedDelivery;
}

const DEFAULTS: SubscriberOptions = { subscriber: 'unnamed', orderBy: 'stream' };

/**
 * The bus of a single process, as a Nest transport: `@MessagePattern` and `@EventPattern` handlers run on it
 * as they run on a broker. Nothing is kept here, so nothing can be lost here: what is published is in the
 * store, and the publisher's checkpoint stays below what is not handled.
 */
export class InProcessBus extends Server implements CustomTransportStrategy, Bus {
  /** A failing event handler is retried here, so Nest need not report it. */
  override readonly propagatesEventHandlerErrors = true;
  readonly #commands = new Map<string, MessageHandler>();
  readonly #subscribers = new Map<string, Subscriber[]>();
  readonly #deliveries = new Map<string, OrderedDelivery>();

  constructor(private readonly deliveryOptions: DeliveryOptions) {
    super();
  }

  override addHandler(
    pattern: MsPattern,
    handler: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const route = this.normalizePattern(pattern);
    if (!isEventHandler) {
      if (this.#commands.has(route)) throw new Error(`two handlers answer for ${route}`);
      this.#commands.set(route, handler);
      return;
    }
    const options: SubscriberOptions = { ...DEFAULTS, ...extras };
    const delivery = this.#deliveryOf(options.subscriber);
    this.#subscribers.set(route, [...(this.#subscribers.get(route) ?? []), { options, handler, delivery }]);
  }

  listen(callback: () => void): void {
    callback();
  }

  /** Lets what is in hand come to its end; retries of what cannot be handled now end at once. */
  async close(): Promise<void> {
    await Promise.all([...this.#deliveries.values()].map((delivery) => delivery.close()));
  }

  on(): never {
    throw new Error('the in-process bus has no connection events');
  }

  unwrap<T>(): T {
    throw new Error('the in-process bus has no client underneath');
  }

  async request<Reply>(pattern: string, message: CommandMessage): Promise<Reply> {
    const handler = this.#commands.get(pattern);
    if (handler === undefined) throw new Error(`nobody answers for ${pattern}`);
    return (await callHandler(handler, message)) as Reply;
  }

  async publish(events: readonly StoredEvent[]): Promise<void> {
    const deliveries = events.flatMap((event) => this.#deliver(event));
    if (deliveries.length === 1) await deliveries[0];
    else if (deliveries.length > 1) await Promise.all(deliveries);
  }

  #deliver(event: StoredEvent): readonly Promise<void>[] {
    const subscribers = this.#subscribers.get(eventPattern(event.type));
    if (subscribers === undefined) return [];
    const cloudEvent = toCloudEvent(event);
    return subscribers.flatMap(({ options, handler, delivery }) => {
      const handle = (): Promise<unknown> => callHandler(handler, cloudEvent);
      if (options.fanout === true) {
        handle().catch((error: unknown) => this.deliveryOptions.onFanoutError(error, event));
        return [];
      }
      const key = options.orderBy === 'correlation' ? event.meta.correlationId : event.stream;
      return [delivery.deliver(key, event, handle)];
    });
  }

  #deliveryOf(subscriber: string): OrderedDelivery {
    const known = this.#deliveries.get(subscriber);
    if (known !== undefined) return known;
    const made = new OrderedDelivery(subscriber, this.deliveryOptions);
    this.#deliveries.set(subscriber, made);
    return made;
  }
}
