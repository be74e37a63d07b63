import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { streamName, type EventStore, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Reactor } from '@bookonce/kernel/projector';
import { cancellationMails } from '../mails/cancellation-mails.js';
import { confirmationMails } from '../mails/confirmation-mails.js';
import { signInMail } from '../mails/sign-in-mail.js';
import { hostContacts, meetingNames, workspaceNames, type HostContact } from '../views/notification-documents.js';

export interface NotificationDeps {
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly mailer: Mailer;
  /** Where the attendee finds the booking again; carries the manage token, so it goes into the mail and nowhere else. */
  readonly manageUrlOf: (bookingId: string) => string;
  /** Where a person signs in; carries the token of the sign-in link, so the same holds. */
  readonly signInUrlOf: (tokenSeed: string) => string;
}

/** Mails what happened. At least once, with ids that stay the same, so that the mailer sends each once (I14). */
export class NotificationService implements Reactor {
  readonly kind = 'reactor';
  readonly name = 'notification';

  constructor(private readonly deps: NotificationDeps) {}

  async react(stored: Parameters<Reactor['react']>[0]): Promise<void> {
    const event = recorded(stored);
    if (event.type === 'BookingConfirmed') await this.#onConfirmed(event);
    if (event.type === 'BookingCancelled') await this.#onCancelled(event);
    if (event.type === 'SignInLinkIssued') await this.#onSignInLink(event);
  }

  async #onSignInLink(event: Extract<Recorded, { type: 'SignInLinkIssued' }>): Promise<void> {
    const { name, email, workspaceId, tokenSeed, delivery } = event.data;
    if (delivery !== 'mail') return;
    const workspace = await this.deps.readModels.get(workspaceNames, workspaceId);
    const signInUrl = this.deps.signInUrlOf(tokenSeed);
    const workspaceName = workspace?.name ?? 'Bookonce';
    await this.deps.mailer.send(signInMail({ eventId: event.id, name, email, workspaceName, signInUrl }));
  }

  async #onConfirmed(event: Extract<Recorded, { type: 'BookingConfirmed' }>): Promise<void> {
    const request = await this.#requestOf(event.data.bookingId);
    const parts = await this.#partsOf(event.id, request, event.data.hostIds);
    await this.#sendAll(confirmationMails({ ...parts, manageUrl: this.deps.manageUrlOf(event.data.bookingId) }));
  }

  async #onCancelled(event: Extract<Recorded, { type: 'BookingCancelled' }>): Promise<void> {
    const { bookingId, by, reason } = event.data;
    const { request, hostIds } = meetingOf(await this.deps.store.readStream(streamName('booking', bookingId)));
    const parts = await this.#partsOf(event.id, request, hostIds);
    await this.#sendAll(cancellationMails({ ...parts, by, ...(reason === undefined ? {} : { reason }) }));
  }

  async #partsOf(eventId: string, request: BookingRequest, hostIds: readonly string[]) {
    const hosts = await Promise.all(hostIds.map((hostId) => this.#hostOf(hostId)));
    const meeting = await this.deps.readModels.get(meetingNames, request.meetingTypeId);
    return { eventId, request, hosts, meetingName: meeting?.name ?? 'Meeting' };
  }

  async #sendAll(mails: readonly Mail[]): Promise<void> {
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

/** When a booking was to take place and with whom, as its stream says in the end. */
const meetingOf = (stream: readonly StoredEvent[]): { request: BookingRequest; hostIds: readonly string[] } => {
  let request: BookingRequest | null = null;
  let hostIds: readonly string[] = [];
  for (const event of stream.map(recorded)) {
    if (event.type === 'BookingRequested') request = event.data;
    if (event.type === 'BookingConfirmed' || event.type === 'ApprovalRequested') hostIds = event.data.hostIds;
    if (event.type === 'BookingRescheduled' && request !== null) {
      request = { ...request, start: event.data.start, end: event.data.end };
    }
  }
  if (request === null) throw new Error('a booking does not begin with its request');
  return { request, hostIds };
};
