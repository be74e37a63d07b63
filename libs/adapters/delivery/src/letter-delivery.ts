import type { CloudEvent } from '@bookonce/contracts/cloud-event';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { callHandler, type EventHandler } from './handler-table.js';
import type { Delivered, OrderedDelivery } from './ordered-delivery.js';

export interface RedeliveredLetter<Item> {
  readonly letterId: string;
  readonly item: Item;
  readonly event: StoredEvent;
  readonly cloudEvent: CloudEvent;
  /** The handlers of the letter's subscriber. */
  readonly handlers: readonly EventHandler[];
  /** See `DeliveryEnds`. */
  readonly isWanted?: (() => boolean) | undefined;
}

/**
 * Delivers the event of a dead letter again. The letter itself says whether that is still wanted: it is removed when the
 * event is handled or an operator discards it, and this instance or another one then makes no further attempt. Rejects
 * if there is no handler.
 */
export const deliverLetter = async <Item>(
  delivery: OrderedDelivery<Item>,
  deadLetters: Pick<DeadLetters, 'find' | 'remove'>,
  { letterId, item, event, cloudEvent, handlers, isWanted }: RedeliveredLetter<Item>,
): Promise<Delivered> => {
  const [first] = handlers;
  if (first === undefined) throw new Error(`no handler of ${event.type} belongs to the subscriber of ${letterId}`);
  const handle = async (): Promise<void> => {
    await Promise.all(handlers.map(({ handler }) => callHandler(handler, cloudEvent)));
    await deadLetters.remove(letterId);
  };
  return delivery.deliver(orderingKeyOf(first, event), item, handle, {
    isWanted,
    isDiscarded: async () => (await deadLetters.find(letterId)) === null,
  });
};

/** Events with the same key reach this handler in order. */
export const orderingKeyOf = ({ options }: EventHandler, event: StoredEvent): string =>
  options.orderBy === 'correlation' ? event.meta.correlationId : event.stream;
