import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { NotificationService } from './notification-service.js';

const notification: SubscriberOptions = { subscriber: 'notification', orderBy: 'stream' };
/** By itself: whoever wants to sign in does not wait for the mails of a rush of bookings. */
const signIn: SubscriberOptions = { subscriber: 'sign-in-mails', orderBy: 'stream' };

/** By themselves, as well: somebody has just asked for them. */
const askedFor: SubscriberOptions = { subscriber: 'mails-asked-for', orderBy: 'stream' };

@Controller()
export class NotificationController {
  constructor(@Inject(NotificationService) private readonly notifications: NotificationService) {}

  @EventPattern(['BookingConfirmed', 'BookingRescheduled', 'BookingCancelled'].map(eventPattern), notification)
  onBooking(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['LinkReminderRequested', 'ManageLinkRequested'].map(eventPattern), askedFor)
  onAskedFor(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['SignInLinkIssued'].map(eventPattern), signIn)
  onSignIn(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }
}
