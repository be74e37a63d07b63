import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import {
  cancelBooking,
  placeBooking,
  requestManageLink,
  rescheduleBooking,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { BookingService } from './booking-service.js';
import { cancelAndRelease, rescheduleAndMove } from './change-booking.js';
import { LINK_END_EVENTS, PLACE_BOOKING_EVENTS } from './place-booking-inputs.js';
import { PlaceBookingReactor } from './place-booking-reactor.js';

const processManager: SubscriberOptions = { subscriber: 'place-booking', orderBy: 'correlation' };
const linkEnds: SubscriberOptions = { subscriber: 'place-booking-link-ends', orderBy: 'stream' };

@Controller()
export class BookingController {
  constructor(
    @Inject(BookingService) readonly bookings: BookingService,
    @Inject(PlaceBookingReactor) readonly reactor: PlaceBookingReactor,
  ) {}

  @MessagePattern(placeBooking.pattern)
  place(@Payload() message: CommandMessage<PayloadOf<typeof placeBooking>>): Promise<ReplyOf<typeof placeBooking>> {
    return this.bookings.place(message, (requested) => this.reactor.react(requested));
  }

  @MessagePattern(cancelBooking.pattern)
  cancel(@Payload() message: CommandMessage<PayloadOf<typeof cancelBooking>>): Promise<ReplyOf<typeof cancelBooking>> {
    return cancelAndRelease(this, message);
  }

  @MessagePattern(rescheduleBooking.pattern)
  reschedule(
    @Payload() message: CommandMessage<PayloadOf<typeof rescheduleBooking>>,
  ): Promise<ReplyOf<typeof rescheduleBooking>> {
    return rescheduleAndMove(this, message);
  }

  @MessagePattern(requestManageLink.pattern)
  requestManageLink(
    @Payload() message: CommandMessage<PayloadOf<typeof requestManageLink>>,
  ): Promise<ReplyOf<typeof requestManageLink>> {
    return this.bookings.requestManageLink(message);
  }

  @EventPattern(PLACE_BOOKING_EVENTS.map(eventPattern), processManager)
  onStep(@Payload() event: CloudEvent): Promise<void> {
    return this.reactor.react(recorded(fromCloudEvent(event)));
  }

  @EventPattern(LINK_END_EVENTS.map(eventPattern), linkEnds)
  onLinkEnd(@Payload() event: CloudEvent): Promise<void> {
    return this.reactor.settleOthers(recorded(fromCloudEvent(event)));
  }
}
