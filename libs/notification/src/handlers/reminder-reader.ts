import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import { streamName, type EventStore, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { LinkReminder } from '../mails/reminder-mail.js';
import { hostContactOf, meetingOutlineOf } from './known-names.js';

export interface ReminderReaderDeps {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly readModels: Pick<ReadModels, 'get'>;
  /** Where the recipient books; carries the link's token, so it goes into the mail and nowhere else. */
  readonly linkUrlOf: (linkId: string, sealedToken: string) => string;
}

/** Gathers what the mail about a reminder says. */
export const readReminder = async (
  { store, readModels, linkUrlOf }: ReminderReaderDeps,
  { id, data }: Extract<Recorded, { type: 'LinkReminderRequested' }>,
): Promise<LinkReminder> => {
  const { linkId, mailedLinkId, message } = data;
  const link = issuedIn(await store.readStream(streamName('link', linkId)), mailedLinkId);
  const { recipient, meetingTypeId, sealedToken, expiresAt } = link;
  if (recipient?.email === undefined) throw new Error(`link ${linkId} has no address to write to`);
  const outline = await meetingOutlineOf(readModels, meetingTypeId);
  const hostIds = link.hostId === undefined ? outline.hostIds : [link.hostId];
  const [host] = hostIds.length === 1 ? await Promise.all(hostIds.map((one) => hostContactOf(readModels, one))) : [];
  return {
    eventId: id,
    recipient: { email: recipient.email, ...(recipient.name === undefined ? {} : { name: recipient.name }) },
    meetingName: outline.name,
    ...(host === undefined ? {} : { host }),
    ...(message === undefined ? {} : { message }),
    linkUrl: linkUrlOf(mailedLinkId, sealedToken),
    expiresAt,
    isFresh: mailedLinkId !== linkId,
  };
};

/** All that there is to know of a link, or of its successor, is on its stream. */
const issuedIn = (stream: readonly StoredEvent[], linkId: string): IssuedLink => {
  for (const event of stream.map(recorded)) {
    if (event.type === 'LinkIssued' && event.data.linkId === linkId) return event.data;
    if (event.type === 'LinkReissued' && event.data.replacement.linkId === linkId) return event.data.replacement;
  }
  throw new Error(`nothing on the stream tells of link ${linkId}`);
};
