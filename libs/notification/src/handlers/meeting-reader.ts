import { streamName, type EventStore } from '@bookonce/kernel/ports/event-store';
import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { bookingAsOf, type MailedMeeting } from '../mails/mailed-meeting.js';
import {
  hostContacts,
  meetingOutlines,
  type HostContact,
  type MeetingOutline,
} from '../views/notification-documents.js';

export interface MeetingReaderDeps {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly readModels: Pick<ReadModels, 'get'>;
  /** Where the attendee finds the booking again; carries the manage token, so it goes into the mail and nowhere else. */
  readonly manageUrlOf: (bookingId: string) => string;
}

/** Gathers what the mails about an event of a booking can say. */
export class MeetingReader {
  constructor(private readonly deps: MeetingReaderDeps) {}

  async read({ id, revision, meta }: Recorded, bookingId: string): Promise<MailedMeeting> {
    const { store, manageUrlOf } = this.deps;
    const { hostIds, ...booking } = bookingAsOf(await store.readStream(streamName('booking', bookingId)), revision);
    const [outline, ...hosts] = await Promise.all([
      this.outlineOf(booking.request.meetingTypeId),
      ...hostIds.map((hostId) => this.hostOf(hostId)),
    ]);
    return {
      ...booking,
      eventId: id,
      at: meta.time,
      hosts,
      meetingName: outline.name,
      ...(outline.location === undefined ? {} : { location: outline.location }),
      manageUrl: manageUrlOf(bookingId),
    };
  }

  async hostOf(hostId: string): Promise<HostContact> {
    return known(await this.deps.readModels.get(hostContacts, hostId), `host ${hostId}`);
  }

  async outlineOf(meetingTypeId: string): Promise<MeetingOutline> {
    return known(await this.deps.readModels.get(meetingOutlines, meetingTypeId), `meeting type ${meetingTypeId}`);
  }
}

const known = <Doc>(document: Doc | null, what: string): Doc => {
  // Thrown, so that the event is delivered again: the view is behind the booking for a moment after a restart.
  if (document === null) throw new Error(`nothing is known of ${what} yet`);
  return document;
};
