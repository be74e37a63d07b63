import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { streamName, type EventStore } from '@bookonce/kernel/ports/event-store';
import type { Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Reactor } from '@bookonce/kernel/projector';
import { confirmationMails } from '../mails/confirmation-mails.js';
import { hostContacts, meetingNames, type HostContact } from '../views/notification-documents.js';

export interface NotificationDeps {
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly mailer: Mailer;
  /** Where the attendee finds the booking again; carries the manage token, so it goes into the mail and nowhere else. */
  readonly manageUrlOf: (bookingId: string) => string;
}

/** Mails what happened. At least once, with ids that stay the same, so that the mailer sends each once (I14). */
export class NotificationService implements Reactor {
  readonly kind = 'reactor';
  readonly name = 'notification';

  constructor(private readonly deps: NotificationDeps) {}

  async react(stored: Parameters<Reactor['react']>[0]): Promise<void> {
    const event = recorded(stored);
    if (event.type === 'BookingConfirmed') await this.#onConfirmed(event);
  }

  async #onConfirmed(event: Extract<Recorded, { type: 'BookingConfirmed' }>): Promise<void> {
    const request = await this.#requestOf(event.data.bookingId);
    const hosts = await Promise.all(event.data.hostIds.map((hostId) => this.#hostOf(hostId)));
    const meeting = await this.deps.readModels.get(meetingNames, request.meetingTypeId);
    const mails = confirmationMails({
      eventId: event.id,
      request,
      meetingName: meeting?.name ?? 'Meeting',
      hosts,
      manageUrl: this.deps.manageUrlOf(event.data.bookingId),
    });
    await Promise.all(mails.map((mail) => this.deps.mailer.send(mail)));
  }

  async #requestOf(bookingId: string): Promise<BookingRequest> {
    const [first] = await this.deps.store.readStream(streamName('booking', bookingId), { limit: 1 });
    const event = first === undefined ? undefined : recorded(first);
    if (event?.type !== 'BookingRequested') throw new Error(`booking ${bookingId} does not begin with its request`);
    return event.data;
  }

  async #hostOf(hostId: string): Promise<HostContact> {
    const host = await this.deps.readModels.get(hostContacts, hostId);
    // Thrown, so that the event is delivered again: the view is behind the booking for a moment after a restart.
    if (host === null) throw new Error(`no contact of host ${hostId} yet`);
    return host;
  }
}
