import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import type { MessageHandler } from '@nestjs/microservices';

export interface EventHandler {
  /** The event's pattern, `bookonce.<EventName>`. */
  readonly route: string;
  readonly options: SubscriberOptions;
  readonly handler: MessageHandler;
}

const DEFAULTS: SubscriberOptions = { subscriber: 'unnamed', orderBy: 'stream' };

/** Who answers for which command, and who subscribes to which event. */
export class HandlerTable {
  readonly #commands = new Map<string, MessageHandler>();
  readonly #events = new Map<string, readonly EventHandler[]>();

  add(route: string, handler: MessageHandler, isEventHandler: boolean, extras: Record<string, unknown>): void {
    if (isEventHandler) {
      const options: SubscriberOptions = { ...DEFAULTS, ...extras };
      this.#events.set(route, [...this.subscribersOf(route), { route, options, handler }]);
      return;
    }
    if (this.#commands.has(route)) throw new Error(`two handlers answer for ${route}`);
    this.#commands.set(route, handler);
  }

  get commands(): ReadonlyMap<string, MessageHandler> {
    return this.#commands;
  }

  subscribersOf(route: string): readonly EventHandler[] {
    return this.#events.get(route) ?? [];
  }

  /** All handlers of events, by the name of their subscriber. */
  subscribers(): ReadonlyMap<string, readonly EventHandler[]> {
    return Map.groupBy([...this.#events.values()].flat(), ({ options }) => options.subscriber);
  }
}
