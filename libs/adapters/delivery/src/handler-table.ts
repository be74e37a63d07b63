import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { BaseRpcContext, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';

export interface EventHandler {
  /** The event's pattern, `bookonce.<EventName>`. */
  readonly route: string;
  readonly options: SubscriberOptions;
  readonly handler: MessageHandler;
}

const DEFAULTS: SubscriberOptions = { subscriber: 'unnamed', orderBy: 'stream' };

/** Handlers of commands and subscribers of events, by pattern. */
export class HandlerTable {
  readonly #commands = new Map<string, MessageHandler>();
  readonly #events = new Map<string, readonly EventHandler[]>();

  add(route: string, handler: MessageHandler, isEventHandler: boolean, extras: Record<string, unknown>): void {
    if (isEventHandler) {
      const options: SubscriberOptions = { ...DEFAULTS, ...extras };
      this.#events.set(route, [...this.subscribersOf(route), { route, options, handler }]);
      return;
    }
    if (this.#commands.has(route)) throw new Error(`two handlers for the command ${route}; a command has exactly one`);
    this.#commands.set(route, handler);
  }

  get commands(): ReadonlyMap<string, MessageHandler> {
    return this.#commands;
  }

  subscribersOf(route: string): readonly EventHandler[] {
    return this.#events.get(route) ?? [];
  }

  /** All event handlers, by the name of their subscriber. */
  subscribers(): ReadonlyMap<string, readonly EventHandler[]> {
    return Map.groupBy([...this.#events.values()].flat(), ({ options }) => options.subscriber);
  }

  /** The subscribers of which one instance gets each event, with their handlers. */
  groupedSubscribers(): readonly (readonly [name: string, handlers: readonly EventHandler[]])[] {
    return [...this.subscribers()].filter(([, handlers]) => !isFanout(handlers));
  }
}

/** Whether every instance gets every event. */
export const isFanout = (handlers: readonly EventHandler[]): boolean =>
  handlers.some(({ options }) => options.fanout === true);

const context = new BaseRpcContext([]);

/** Runs a Nest handler and resolves with its result, whether it returns a value, a promise or an observable. */
export const callHandler = async (handler: MessageHandler, data: unknown): Promise<unknown> => {
  const result: unknown = await handler(data, context);
  return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
};
