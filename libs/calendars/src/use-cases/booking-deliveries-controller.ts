import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { BOOKING_EVENTS, BookingDeliveries, RETRY_EVENTS } from './booking-deliveries.js';

const bookings: SubscriberOptions = { subscriber: 'calendar-bookings', orderBy: 'stream' };
const retries: SubscriberOptions = { subscriber: 'calendar-retries', orderBy: 'stream' };

@Controller()
export class BookingDeliveriesController {
  constructor(@Inject(BookingDeliveries) private readonly deliveries: BookingDeliveries) {}

  @EventPattern(BOOKING_EVENTS.map(eventPattern), bookings)
  onBooking(@Payload() event: CloudEvent): Promise<void> {
    return this.deliveries.onBooking(recorded(fromCloudEvent(event)));
  }

  @EventPattern(RETRY_EVENTS.map(eventPattern), retries)
  onCalendar(@Payload() event: CloudEvent): Promise<void> {
    return this.deliveries.onCalendar(recorded(fromCloudEvent(event)));
  }
}
