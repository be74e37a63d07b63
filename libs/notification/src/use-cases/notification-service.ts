import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Reactor } from '@bookonce/kernel/projector';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { cancellationMails, confirmationMails, manageLinkMail, reschedulingMails } from '../mails/booking-mails.js';
import { linkReminderMail, signInMail } from '../mails/link-mails.js';
import { readLinkReminder, readMeeting, readSignIn } from './mail-contents.js';

/** Builds the links in mails. Each carries a token, so it goes into the mail and nowhere else. */
export interface MailUrls {
  /** Where the attendee manages the booking. */
  readonly manageUrlOf: (bookingId: string) => string;
  /** Where the recipient books. */
  readonly linkUrlOf: (linkId: string, sealedToken: string) => string;
  readonly signInUrlOf: (tokenSeed: string) => string;
}

export interface NotificationDeps {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly readModels: Pick<ReadModels, 'get' | 'isFilled'>;
  readonly mailer: Mailer;
  readonly urls: MailUrls;
}

/** Mails people about events. At least once, under stable ids by which the mailer sends each mail once (I14). */
export class NotificationService implements Reactor {
  readonly kind = 'reactor';
  readonly name = 'notification';

  constructor(private readonly deps: NotificationDeps) {}

  async react(stored: Parameters<Reactor['react']>[0]): Promise<void> {
    const { workspaceId, time: at } = stored.meta;
    const mails = await this.#mailsAbout(recorded(stored));
    await Promise.all(mails.map((mail) => this.deps.mailer.send({ ...mail, workspaceId, at })));
  }

  async #mailsAbout(event: Recorded): Promise<readonly Mail[]> {
    switch (event.type) {
      case 'BookingConfirmed':
        return confirmationMails(await readMeeting(this.deps, event, event.data.bookingId));
      case 'BookingRescheduled': {
        const { bookingId, fromStart: start, fromEnd: end } = event.data;
        return reschedulingMails(await readMeeting(this.deps, event, bookingId), { start, end });
      }
      case 'BookingCancelled':
        return cancellationMails(await readMeeting(this.deps, event, event.data.bookingId), event.data);
      case 'ManageLinkRequested':
        return [manageLinkMail(await readMeeting(this.deps, event, event.data.bookingId))];
      case 'LinkReminderRequested':
        return [linkReminderMail(await readLinkReminder(this.deps, event))];
      case 'SignInLinkIssued':
        return event.data.delivery === 'mail' ? [signInMail(await readSignIn(this.deps, event))] : [];
      default:
        return [];
    }
  }
}

const bookings: SubscriberOptions = { subscriber: 'notification', orderBy: 'stream' };
/** Subscribers of their own: a person waits for these mails, and must not queue behind a rush of bookings. */
const signIns: SubscriberOptions = { subscriber: 'sign-in-mails', orderBy: 'stream' };
const onRequest: SubscriberOptions = { subscriber: 'mails-asked-for', orderBy: 'stream' };

@Controller()
export class NotificationController {
  constructor(@Inject(NotificationService) private readonly notifications: NotificationService) {}

  @EventPattern(['BookingConfirmed', 'BookingRescheduled', 'BookingCancelled'].map(eventPattern), bookings)
  onBooking(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['LinkReminderRequested', 'ManageLinkRequested'].map(eventPattern), onRequest)
  onRequest(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['SignInLinkIssued'].map(eventPattern), signIns)
  onSignIn(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }
}
