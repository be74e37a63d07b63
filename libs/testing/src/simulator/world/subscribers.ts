import { LINK_END_EVENTS, PLACE_BOOKING_EVENTS } from '@bookonce/booking/handlers/place-booking-inputs';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import type { ServiceName } from './endpoint.js';

export interface EventSubscriber extends SubscriberOptions {
  readonly service: ServiceName;
  readonly types: ReadonlySet<string>;
}

/** Who listens to which events, as the controllers declare it. */
export const eventSubscribers: readonly EventSubscriber[] = [
  { subscriber: 'place-booking', service: 'booking', orderBy: 'correlation', types: new Set(PLACE_BOOKING_EVENTS) },
  { subscriber: 'place-booking-link-ends', service: 'booking', orderBy: 'stream', types: new Set(LINK_END_EVENTS) },
  {
    subscriber: 'link-regeneration',
    service: 'link',
    orderBy: 'stream',
    types: new Set(['LinkRevoked', 'LinkReissued']),
  },
];
