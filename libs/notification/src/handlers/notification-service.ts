import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Reactor } from '@bookonce/kernel/projector';
import { cancellationMails } from '../mails/cancellation-mails.js';
import { confirmationMails } from '../mails/confirmation-mails.js';
import { reschedulingMails } from '../mails/rescheduling-mails.js';
import { manageLinkMail } from '../mails/manage-link-mail.js';
import { reminderMail } from '../mails/reminder-mail.js';
import { signInMail } from '../mails/sign-in-mail.js';
import { workspaceNames } from '../views/notification-documents.js';
import { readMeeting, type MeetingReaderDeps } from './meeting-reader.js';
import { readReminder, type ReminderReaderDeps } from './reminder-reader.js';

export interface NotificationDeps extends MeetingReaderDeps, ReminderReaderDeps {
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly mailer: Mailer;
  /** Where a person signs in; carries the token of the sign-in link, so it goes into the mail and nowhere else. */
  readonly signInUrlOf: (tokenSeed: string) => string;
}

/** Mails what happened. At least once, with ids that stay the same, so that the mailer sends each once (I14). */
export class NotificationService implements Reactor {
  readonly kind = 'reactor';
  readonly name = 'notification';

  constructor(private readonly deps: NotificationDeps) {}

  async react(stored: Parameters<Reactor['react']>[0]): Promise<void> {
    const { workspaceId, time: at } = stored.meta;
    const mails = await this.#mailsOn(recorded(stored));
    await Promise.all(mails.map((mail) => this.deps.mailer.send({ ...mail, workspaceId, at })));
  }

  async #mailsOn(event: Recorded): Promise<readonly Mail[]> {
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
        return [reminderMail(await readReminder(this.deps, event))];
      case 'SignInLinkIssued':
        return this.#onSignInLink(event);
      default:
        return [];
    }
  }

  async #onSignInLink(event: Extract<Recorded, { type: 'SignInLinkIssued' }>): Promise<readonly Mail[]> {
    const { name, email, workspaceId, tokenSeed, delivery } = event.data;
    if (delivery !== 'mail') return [];
    const workspace = await this.deps.readModels.get(workspaceNames, workspaceId);
    const signInUrl = this.deps.signInUrlOf(tokenSeed);
    const workspaceName = workspace?.name ?? 'Bookonce';
    return [signInMail({ eventId: event.id, name, email, workspaceName, signInUrl })];
  }
}
