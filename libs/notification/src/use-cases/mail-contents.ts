import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { MailRole } from '@bookonce/contracts/events/booking';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import { locationOf, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { addressIn } from '@bookonce/kernel/email-address';
import { type StoredEvent, streamName, type StreamName } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { foldStream, readWholeStream } from '@bookonce/kernel/read-whole-stream';
import type { FreshLink } from '../mails/approval-mails.js';
import { faultOf, type CalendarFailing, type MailedCalendar } from '../mails/calendar-mails.js';
import type { LinkMail, SignIn } from '../mails/link-mails.js';
import { bookingAsOf, bookingLastMailed, bookingNow, type MailedMeeting } from '../mails/mailed-meeting.js';
import {
  hostContactProjection,
  hostContacts,
  meetingOutlineProjection,
  notificationView,
  workspaceNames,
  type HostContact,
  type MeetingOutline,
} from '../views/notification-projector.js';
import type { NotificationDeps } from './notification-service.js';

type Deps = Omit<NotificationDeps, 'mailer'>;

/** The contents of the mails about an event of a booking. */
export interface ReadMeeting {
  readonly meeting: MailedMeeting;
  /** The booking as its stream says by now, for mails that must not go out once they are no longer true. */
  readonly now: () => StartedBooking;
  /** The booking as these readers were last mailed about it, before the event. */
  readonly lastMailed: (role: MailRole) => StartedBooking;
}

/** Gathers the contents of the mails about an event of a booking. */
export const readMeeting = async (
  deps: Deps,
  { id, revision, meta }: Recorded,
  bookingId: string,
): Promise<ReadMeeting> => {
  await requireFilledView(deps);
  const stream = await readWholeStream(deps.store, streamName('booking', bookingId));
  const asOf = bookingAsOf(stream, revision);
  const { hostIds, request } = asOf.booking;
  const [outline, ...hosts] = await Promise.all([
    meetingOutlineOf(deps, request.meetingTypeId),
    ...hostIds.map((hostId) => hostContactOf(deps, hostId)),
  ]);
  const meeting = {
    ...asOf,
    eventId: id,
    revision,
    at: meta.time,
    hosts,
    meetingName: request.title ?? outline.name,
    questions: request.questions ?? outline.questions,
    location: locationOf(asOf.booking, outline.location),
    language: deps.language,
    manageUrl: deps.urls.manageUrlOf(bookingId),
    bookingUrl: deps.urls.bookingUrlOf(bookingId),
  };
  return {
    meeting,
    now: () => bookingNow(stream),
    lastMailed: (role) => bookingLastMailed(stream, revision, role) ?? asOf.booking,
  };
};

/**
 * Opens the link that was made for the attendee of a declined booking. Null if its secret key was lost: then the mail says
 * no more than that the booking was declined.
 */
export const readFreshLink = async ({ store, urls }: Deps, linkId: string): Promise<FreshLink | null> => {
  const { sealedToken, expiresAt } = await issuedLinkIn(store, linkId, linkId);
  const url = urls.linkUrlOf(linkId, sealedToken);
  return url === null ? null : { url, expiresAt };
};

/** Gathers the contents of a mail that brings a recipient a link; null if the link's secret key was lost. */
export const readLinkMail = async (
  deps: Deps,
  { id, data }: Extract<Recorded, { type: 'LinkInvitationRequested' | 'LinkReminderRequested' }>,
): Promise<LinkMail | null> => {
  await requireFilledView(deps);
  const { linkId, mailedLinkId, message } = data;
  const link = await issuedLinkIn(deps.store, linkId, mailedLinkId);
  const { recipient, meetingTypeId, sealedToken, expiresAt } = link;
  const linkUrl = deps.urls.linkUrlOf(mailedLinkId, sealedToken);
  if (linkUrl === null) return null;
  if (recipient?.email === undefined) throw new Error(`link ${linkId} has no recipient's address`);
  const outline = await meetingOutlineOf(deps, meetingTypeId);
  const hostIds = link.hostId === undefined ? outline.hostIds : [link.hostId];
  const [host] = hostIds.length === 1 ? await Promise.all(hostIds.map((one) => hostContactOf(deps, one))) : [];
  return {
    eventId: id,
    recipient: { email: recipient.email, ...(recipient.name === undefined ? {} : { name: recipient.name }) },
    meetingName: outline.name,
    ...(host === undefined ? {} : { host }),
    ...(message === undefined ? {} : { message }),
    linkUrl,
    expiresAt,
    isFresh: mailedLinkId !== linkId,
    // The host sends it: the recipient's own language is not known.
    locale: host?.locale ?? { language: deps.language },
  };
};

/** Gathers the contents of a mail about a connected calendar; null if it was disconnected, or has changed its state since. */
export const readCalendar = async (
  deps: Deps,
  event: Extract<Recorded, { type: 'CalendarFailureReported' | 'CalendarRecovered' }>,
): Promise<(MailedCalendar & Pick<CalendarFailing, 'refuses'>) | null> => {
  await requireFilledView(deps);
  const { calendarId, hostId, failedAt } = event.data;
  const stream = await readWholeStream(deps.store, streamName('connectedCalendar', calendarId));
  const isOutdated = stream.some(
    ({ revision, type }) => revision > event.revision && (type === 'CalendarDisconnected' || CHANGED_STATE.has(type)),
  );
  if (isOutdated) return null;
  const settings = stream
    .map((stored) => recorded(stored))
    .findLast((one) => one.type === 'CalendarConnected' || one.type === 'CalendarChanged');
  if (settings === undefined) throw new Error(`${calendarId} was never connected`);
  const host = await hostContactOf(deps, hostId);
  return {
    eventId: event.id,
    host,
    calendarName: settings.data.name,
    hostUrl: deps.urls.hostUrlOf(hostId),
    failedAt,
    refuses: settings.data.whenUnreachable === 'refuse',
    locale: host.locale ?? { language: deps.language },
  };
};

const CHANGED_STATE: ReadonlySet<string> = new Set(['CalendarFailed', 'CalendarRecovered']);

/** Gathers the contents of the mail to a host whose calendar has failed for an hour. */
export const readCalendarFailing = async (
  deps: Deps,
  event: Extract<Recorded, { type: 'CalendarFailureReported' }>,
): Promise<CalendarFailing | null> => {
  const calendar = await readCalendar(deps, event);
  return calendar && { ...calendar, fault: faultOf(event.data.reason) };
};

/** Hosts of one address whose language is looked up. */
const SHARING_AN_ADDRESS = 10;

/** Gathers the contents of a mail with a sign-in link, which is complete without the workspace's name. */
export const readSignIn = async (
  { readModels, urls, language }: Deps,
  { id, data }: Extract<Recorded, { type: 'SignInLinkIssued' }>,
): Promise<SignIn> => {
  const { name, email, workspaceId, tokenSeed } = data;
  const where = { address: addressIn(workspaceId, email) };
  const [workspace, { items }] = await Promise.all([
    readModels.get(workspaceNames, workspaceId),
    readModels.list(hostContacts, { where, order: 'asc', limit: SHARING_AN_ADDRESS }),
  ]);
  const locale = items.map((host) => host.locale).find((one) => one !== undefined);
  return {
    eventId: id,
    name,
    email,
    workspaceName: workspace?.name ?? 'Bookonce',
    signInUrl: urls.signInUrlOf(tokenSeed),
    language: locale?.language ?? language,
  };
};

/** Finds how a link was issued, on its own stream or as the replacement on that of the link before. */
const issuedLinkIn = async (store: Deps['store'], streamId: string, linkId: string): Promise<IssuedLink> => {
  const issued = await foldStream<IssuedLink | null>(store, streamName('link', streamId), {
    initial: null,
    evolve: (found, event) => found ?? issuedLinkOf(event, linkId),
  });
  if (issued === null) throw new Error(`the stream does not contain link ${linkId}`);
  return issued;
};

const issuedLinkOf = (stored: StoredEvent, linkId: string): IssuedLink | null => {
  const event = recorded(stored);
  if (event.type === 'LinkIssued' && event.data.linkId === linkId) return event.data;
  return event.type === 'LinkReissued' && event.data.replacement.linkId === linkId ? event.data.replacement : null;
};

/**
 * Rejects with {@link ReadModelsUnavailableError} while the view is being filled. The bus retries the event for as long
 * as that lasts; after any other error it would become a dead letter. An outdated address receives no mail meanwhile.
 */
const requireFilledView = async ({ readModels }: Deps): Promise<void> => {
  if (await readModels.isFilled(notificationView)) return;
  throw new ReadModelsUnavailableError(`view ${notificationView.key} is being filled; mails wait for it`);
};

const hostContactOf = (deps: Deps, hostId: string): Promise<HostContact> =>
  documentOf(deps, hostContactProjection, hostId, streamName('calendar', hostId));

const meetingOutlineOf = (deps: Deps, meetingTypeId: string): Promise<MeetingOutline> =>
  documentOf(deps, meetingOutlineProjection, meetingTypeId, streamName('meetingType', meetingTypeId));

/**
 * Reads a document, from its own stream if the view lags behind it: a booking of a host who was added a moment ago must
 * not become a dead letter.
 */
const documentOf = async <Doc extends object>(
  { store, readModels }: Deps,
  { collection, evolve }: DocumentProjection<Doc>,
  id: string,
  stream: StreamName,
): Promise<Doc> => {
  const viewed = await readModels.get(collection, id);
  if (viewed !== null) return viewed;
  const folded = await foldStream<Doc | null>(store, stream, {
    initial: null,
    evolve: (doc, event) => evolve(doc, event, id),
  });
  if (folded === null) throw new Error(`${stream} contains no ${collection.name}`);
  return folded;
};
