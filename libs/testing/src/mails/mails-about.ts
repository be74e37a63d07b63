import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { ConnectedCalendarEvent } from '@bookonce/contracts/events/connected-calendar';
import type { LinkEvent } from '@bookonce/contracts/events/link';
import type { SessionEvent } from '@bookonce/contracts/events/session';
import type { Language, Locale } from '@bookonce/contracts/values/language';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { categoryOf, type StoredEvent, type StreamName } from '@bookonce/kernel/ports/event-store';
import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import type { Collection } from '@bookonce/kernel/ports/read-models';
import { NotificationService, type MailUrls } from '@bookonce/notification/use-cases/notification-service';
import { workspaceNames, type WorkspaceName } from '@bookonce/notification/views/notification-projector';
import { historyOfPeople, sampleRequest } from './sample-meeting.js';

export interface MailsAboutOptions {
  /** The event that is mailed about, by its place in the history; the last one by default. */
  readonly at?: number;
  /** What happened before the event was delivered. */
  readonly now?: Instant;
  /** Of everybody who has none of their own. */
  readonly language?: Language;
  /** Of hosts who have one of their own, by id. */
  readonly locales?: Readonly<Record<string, Locale>>;
  readonly by?: 'attendee' | 'api';
}

export const SAMPLE_URLS: MailUrls = {
  manageUrlOf: () => 'https://book.example/m/manage-token',
  optInUrlOf: () => 'https://book.example/o/opt-in-token',
  decisionUrlsOf: (_bookingId, round) => ({
    approve: `https://book.example/a/approval-token-${round}?decision=approve`,
    decline: `https://book.example/a/approval-token-${round}?decision=decline`,
  }),
  linkUrlOf: (linkId) => `https://book.example/1t/token-of-${linkId}`,
  hostUrlOf: (hostId) => `https://book.example/console/hosts/${hostId}`,
  bookingUrlOf: (bookingId) => `https://book.example/console/bookings#${bookingId}`,
  signInUrlOf: () => 'https://book.example/console/sign-in/sign-in-token',
};

export const SAMPLE_WORKSPACE: WorkspaceName = { id: 'wsp_1', name: 'Analytical Engines' };

export const SAMPLE_TIME: Instant = '2026-03-20T10:00:00.000Z';

/** The streams of histories that begin otherwise than a booking. */
const STREAMS: Readonly<Record<string, StreamName>> = {
  LinkIssued: 'link-lnk_1',
  SignInLinkIssued: 'session-ses_1',
  CalendarConnected: 'connectedCalendar-cal_1',
};

/** All documents but the workspace's are read from their streams. */
const viewOfWorkspace = {
  get: async <Doc extends object>({ name }: Collection<Doc>): Promise<Doc | null> =>
    name === workspaceNames.name ? (SAMPLE_WORKSPACE as Doc) : null,
  list: async () => ({ items: [], nextCursor: null }),
  isFilled: async () => true,
};

/** Events as a store returns them, each stream from revision 0. */
export const stored = (
  events: readonly BookonceEvent[],
  stream: StreamName,
  by: NonNullable<MailsAboutOptions['by']> = 'attendee',
): readonly StoredEvent[] =>
  events.map(({ type, data }, revision) => ({
    ...{ id: `${stream}/${revision}`, stream, revision, position: `${revision}`, type, data },
    meta: {
      ...{ time: SAMPLE_TIME, version: 1, workspaceId: 'wsp_1', correlationId: 'c', causationId: 'c' },
      by,
    },
  }));

/** The streams of hosts who set their language. */
const withLocales = (locales: Readonly<Record<string, Locale>>): Readonly<Record<string, readonly StoredEvent[]>> =>
  Object.fromEntries(
    Object.entries(locales).map(([hostId, locale]) => {
      const stream: StreamName = `calendar-${hostId}`;
      const before = historyOfPeople[stream] ?? [];
      const [set] = stored([{ type: 'HostLanguageSet', data: { hostId, ...locale } }], stream);
      return [stream, set === undefined ? before : [...before, { ...set, revision: before.length }]];
    }),
  );

/** An event of a stream that people are mailed about. */
export type MailedEvent = BookingEvent | LinkEvent | SessionEvent | ConnectedCalendarEvent;

/** Returns the mails that the notification service sends about one event of a booking, a link, a session or a calendar. */
export const mailsAbout = async (
  history: readonly MailedEvent[],
  {
    at = history.length - 1,
    now = SAMPLE_TIME,
    language = 'en',
    locales = {},
    by = 'attendee',
  }: MailsAboutOptions = {},
): Promise<readonly OutgoingMail[]> => {
  const stream = STREAMS[history[0]?.type ?? ''] ?? `booking-${sampleRequest.bookingId}`;
  const events = stored(history, stream, by);
  const streams = { ...historyOfPeople, ...withLocales(locales), [stream]: events };
  const mails: OutgoingMail[] = [];
  const service = new NotificationService({
    store: { readStream: async (name) => streams[name] ?? [] },
    readModels: viewOfWorkspace,
    mailer: { send: async (mail) => void mails.push(mail) },
    clock: { now: () => epochMsOf(now) },
    urls: SAMPLE_URLS,
    language,
  });
  const event = events[at];
  if (event === undefined) throw new Error(`no event ${at} in this ${categoryOf(stream)}`);
  await service.react(event);
  return mails;
};
