import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { BookingOutcomes } from './booking-outcomes.js';

const OUTCOMES = ['BookingConfirmed', 'BookingRejected', 'OptInRequested', 'ApprovalRequested'];

/** Every gateway hears every outcome: the request that waits may be at any of them. */
const everybody: SubscriberOptions = { subscriber: 'gateway-outcomes', orderBy: 'correlation', fanout: true };

@Controller()
export class OutcomesController {
  constructor(@Inject(BookingOutcomes) private readonly outcomes: BookingOutcomes) {}

  @EventPattern(OUTCOMES.map(eventPattern), everybody)
  onOutcome(@Payload() cloudEvent: CloudEvent): void {
    const event = recorded(fromCloudEvent(cloudEvent));
    const { position } = event;
    switch (event.type) {
      case 'BookingConfirmed':
        return this.outcomes.settle(event.data.bookingId, { status: 'confirmed', ...event.data, position });
      case 'OptInRequested':
        return this.outcomes.settle(event.data.bookingId, { status: 'awaitingOptIn', ...event.data, position });
      case 'ApprovalRequested':
        return this.outcomes.settle(event.data.bookingId, { status: 'awaitingApproval', ...event.data, position });
      case 'BookingRejected':
        return this.outcomes.settle(event.data.bookingId, { status: 'rejected', ...event.data, position });
      default:
        return;
    }
  }
}
