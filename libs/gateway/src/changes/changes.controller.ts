import { type CloudEvent, eventPattern, fromCloudEvent } from '@bookonce/contracts/cloud-event';
import type { AcknowledgedPositions } from '@bookonce/kernel/ports/acknowledged-positions';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { ACKNOWLEDGED_POSITIONS, READ_MODELS } from '@bookonce/platform/port-tokens';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Views } from '../http/views.js';
import { ChangeFeed, NOTIFIED_TYPES } from './change-feed.js';

/** Every gateway receives every event, because consoles may be open at any of them. */
const everyGateway: SubscriberOptions = { subscriber: 'gateway-changes', orderBy: 'stream', fanout: true };

@Controller()
export class ChangesController {
  readonly #views: Views;

  constructor(
    @Inject(ChangeFeed) private readonly feed: ChangeFeed,
    @Inject(READ_MODELS) readModels: ReadModels,
    @Inject(ACKNOWLEDGED_POSITIONS) acknowledged: AcknowledgedPositions,
  ) {
    this.#views = new Views(readModels, acknowledged);
  }

  @EventPattern(NOTIFIED_TYPES.map(eventPattern), everyGateway)
  onEvent(@Payload() cloudEvent: CloudEvent): Promise<void> {
    return this.feed.announce(fromCloudEvent(cloudEvent), (position, views) =>
      this.#views.waitUntilShown(position, views),
    );
  }
}
