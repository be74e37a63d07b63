import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import { streamName, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import type { LinkReminder, SignIn } from '../mails/link-mails.js';
import { bookingAsOf, type MailedMeeting } from '../mails/mailed-meeting.js';
import {
  hostContacts,
  meetingOutlines,
  notificationView,
  workspaceNames,
  type HostContact,
  type MeetingOutline,
} from '../views/notification-projector.js';
import type { NotificationDeps } from './notification-service.js';

type Deps = Omit<NotificationDeps, 'mailer'>;

/** Gathers the contents of the mails about an event of a booking. */
export const readMeeting = async (
  { store, readModels, urls }: Deps,
  { id, revision, meta }: Recorded,
  bookingId: string,
): Promise<MailedMeeting> => {
  await requireFilledView(readModels);
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
    manageUrl: urls.manageUrlOf(bookingId),
  };
};

/** Gathers the contents of a mail that reminds a recipient of a link. */
export const readLinkReminder = async (
  { store, readModels, urls }: Deps,
  { id, data }: Extract<Recorded, { type: 'LinkReminderRequested' }>,
): Promise<LinkReminder> => {
  await requireFilledView(readModels);
  const { linkId, mailedLinkId, message } = data;
  const link = issuedLinkIn(await store.readStream(streamName('link', linkId)), mailedLinkId);
  const { recipient, meetingTypeId, sealedToken, expiresAt } = link;
  if (recipient?.email === undefined) throw new Error(`link ${linkId} has no recipient's address`);
  const outline = await meetingOutlineOf(readModels, meetingTypeId);
  const hostIds = link.hostId === undefined ? outline.hostIds : [link.hostId];
  const [host] = hostIds.length === 1 ? await Promise.all(hostIds.map((one) => hostContactOf(readModels, one))) : [];
  return {
    eventId: id,
    recipient: { email: recipient.email, ...(recipient.name === undefined ? {} : { name: recipient.name }) },
    meetingName: outline.name,
    ...(host === undefined ? {} : { host }),
    ...(message === undefined ? {} : { message }),
    linkUrl: urls.linkUrlOf(mailedLinkId, sealedToken),
    expiresAt,
    isFresh: mailedLinkId !== linkId,
  };
};

/** Gathers the contents of a mail with a sign-in link, which is complete without the workspace's name. */
export const readSignIn = async (
  { readModels, urls }: Deps,
  { id, data }: Extract<Recorded, { type: 'SignInLinkIssued' }>,
): Promise<SignIn> => {
  const { name, email, workspaceId, tokenSeed } = data;
  const workspace = await readModels.get(workspaceNames, workspaceId);
  return {
    eventId: id,
    name,
    email,
    workspaceName: workspace?.name ?? 'Bookonce',
    signInUrl: urls.signInUrlOf(tokenSeed),
  };
};

/** Finds how a link was issued, on its own stream or as the replacement on that of the link before. */
const issuedLinkIn = (stream: readonly StoredEvent[], linkId: string): IssuedLink => {
  for (const event of stream.map(recorded)) {
    if (event.type === 'LinkIssued' && event.data.linkId === linkId) return event.data;
    if (event.type === 'LinkReissued' && event.data.replacement.linkId === linkId) return event.data.replacement;
  }
  throw new Error(`the stream does not contain link ${linkId}`);
};

/**
 * Rejects with {@link ReadModelsUnavailableError} while the view is being filled. The bus retries the event for as long
 * as that lasts; after any other error it would become a dead letter. An outdated address receives no mail meanwhile.
 */
const requireFilledView = async (views: Deps['readModels']): Promise<void> => {
  if (await views.isFilled(notificationView)) return;
  throw new ReadModelsUnavailableError(`view ${notificationView.key} is being filled; mails wait for it`);
};

const hostContactOf = async (views: Deps['readModels'], hostId: string): Promise<HostContact> =>
  present(await views.get(hostContacts, hostId), `host ${hostId}`);

const meetingOutlineOf = async (views: Deps['readModels'], meetingTypeId: string): Promise<MeetingOutline> =>
  present(await views.get(meetingOutlines, meetingTypeId), `meeting type ${meetingTypeId}`);

/** Throws if the view lags behind, as it may for a moment, so that the event is delivered again. */
const present = <Doc>(document: Doc | null, what: string): Doc => {
  if (document === null) throw new Error(`${what} is not in the view yet`);
  return document;
};
