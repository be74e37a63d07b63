import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { streamName, type EventStore } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { bookingAsOf, type MailedMeeting } from '../mails/mailed-meeting.js';
import { hostContactOf, meetingOutlineOf } from './known-names.js';

export interface MeetingReaderDeps {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly readModels: Pick<ReadModels, 'get'>;
  /** Where the attendee finds the booking again; carries the manage token, so it goes into the mail and nowhere else. */
  readonly manageUrlOf: (bookingId: string) => string;
}

/** Gathers what the mails about an event of a booking can say. */
export const readMeeting = async (
  { store, readModels, manageUrlOf }: MeetingReaderDeps,
  { id, revision, meta }: Recorded,
  bookingId: string,
): Promise<MailedMeeting> => {
  const { hostIds, ...booking } = bookingAsOf(await store.readStream(streamName('booking', bookingId)), revision);
  const [{ name, location }, ...hosts] = await Promise.all([
    meetingOutlineOf(readModels, booking.request.meetingTypeId),
    ...hostIds.map((hostId) => hostContactOf(readModels, hostId)),
  ]);
  return {
    ...booking,
    eventId: id,
    at: meta.time,
    hosts,
    meetingName: name,
    ...(location === undefined ? {} : { location }),
    manageUrl: manageUrlOf(bookingId),
  };
};
