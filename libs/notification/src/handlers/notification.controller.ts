import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { NotificationService } from './notification-service.js';

const notification: SubscriberOptions = { subscriber: 'notification', orderBy: 'stream' };
/** By itself: whoever wants to sign in does not wait for the mails of a rush of bookings. */
const signIn: SubscriberOptions = { subscriber: 'sign-in-mails', orderBy: 'stream' };

/** By itself: links have events of their own, and a reminder waits for no rush of bookings either. */
const reminders: SubscriberOptions = { subscriber: 'reminder-mails', orderBy: 'stream' };

@Controller()
export class NotificationController {
  constructor(@Inject(NotificationService) private readonly notifications: NotificationService) {}

  @EventPattern(['BookingConfirmed', 'BookingRescheduled', 'BookingCancelled'].map(eventPattern), notification)
  onBooking(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['LinkReminderRequested'].map(eventPattern), reminders)
  onReminder(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['SignInLinkIssued'].map(eventPattern), signIn)
  onSignIn(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }
}
