import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { seededIds } from '@bookonce/adapter-memory/seeded-ids';
import { calendar, type CalendarCommand } from '@bookonce/availability/domain/calendar';
import { booking, type BookingCommand } from '@bookonce/booking/domain/booking';
import {
  connectedCalendar,
  DEFAULT_SETTINGS,
  type ConnectedCalendarCommand,
} from '@bookonce/calendars/domain/connected-calendar';
import { hostHolidays, type HostHolidaysCommand } from '@bookonce/calendars/domain/host-holidays';
import { recorded, versionOf, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import { noAttempts } from '@bookonce/contracts/streams/link-attempts';
import { upcast } from '@bookonce/contracts/upcast';
import { fold, type Decider, type DomainEvent } from '@bookonce/kernel/decider';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { newEvents } from '@bookonce/kernel/new-events';
import { streamName, type StoredEvent, type StreamName } from '@bookonce/kernel/ports/event-store';
import { link, type LinkCommand } from '@bookonce/link/domain/link';
import { workspace, type WorkspaceCommand } from '@bookonce/workspace/domain/workspace';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LINK_LIFE_MS = 30 * DAY_MS;
/** Opens with no key. */
const SEALED_TOKEN = 'A'.repeat(80);

/**
 * Appends to a recorded history the events that the API reaches only by chance or with other servers: attempts whose link
 * ends meanwhile, and calendars that are connected and read.
 */
export const writeThroughDeciders = async (past: readonly StoredEvent[]): Promise<readonly StoredEvent[]> => {
  const history = await WrittenHistory.from(past);
  await endLinksUnderAttempts(history);
  await skipReminder(history);
  await readCalendars(history);
  await connectCalendars(history);
  await chooseHolidays(history);
  await changeMembers(history);
  return history.events;
};

class WrittenHistory {
  readonly #store = new MemoryEventStore();
  readonly #ids = seededIds('histories');
  #freeStarts = 0;

  static async from(past: readonly StoredEvent[]): Promise<WrittenHistory> {
    const history = new WrittenHistory();
    for (const { stream, revision, id, type, data, meta } of past) {
      await history.#store.append(stream, revision - 1, [{ id, type, data, meta }]);
    }
    return history;
  }

  get events(): readonly StoredEvent[] {
    return this.#store.events;
  }

  get recorded(): readonly Recorded[] {
    return this.#store.events.map((event) => recorded(upcast(event)));
  }

  get workspaceId(): string {
    return this.events[0]?.meta.workspaceId ?? '';
  }

  /** A minute after the newest event. */
  get now(): Instant {
    const newest = this.events.reduce((latest, { meta }) => (meta.time > latest ? meta.time : latest), '');
    return instantOf(epochMsOf(newest) + MINUTE_MS);
  }

  uuid(): string {
    return this.#ids.uuid();
  }

  newId(prefix: string): string {
    return `${prefix}_${this.#ids.token(22)}`;
  }

  /** A start, in epoch ms, far behind all slots that the API has booked; another one each time. */
  nextFreeStart(): number {
    this.#freeStarts += 1;
    return Math.ceil(epochMsOf(this.now) / DAY_MS) * DAY_MS + (30 * 24 + 2 * this.#freeStarts) * HOUR_MS;
  }

  booking(bookingId: string, command: BookingCommand, by: string): Promise<void> {
    return this.#decide(booking, streamName('booking', bookingId), command, bookingId, by);
  }

  calendar(hostId: string, command: CalendarCommand, correlationId: string): Promise<void> {
    return this.#decide(calendar, streamName('calendar', hostId), command, correlationId, 'system');
  }

  connectedCalendar(calendarId: string, command: ConnectedCalendarCommand): Promise<void> {
    const stream = streamName('connectedCalendar', calendarId);
    return this.#decide(connectedCalendar, stream, command, calendarId, 'system');
  }

  holidays(hostId: string, command: HostHolidaysCommand): Promise<void> {
    return this.#decide(hostHolidays, streamName('holidays', hostId), command, hostId, 'api');
  }

  workspace(command: WorkspaceCommand): Promise<void> {
    return this.#decide(workspace, streamName('workspace', this.workspaceId), command, this.workspaceId, 'api');
  }

  link(linkId: string, command: LinkCommand, correlationId: string, by = 'system'): Promise<void> {
    return this.#decide(link, streamName('link', linkId), command, correlationId, by);
  }

  async #decide<Command, State, Event extends DomainEvent, Refusal>(
    decider: Decider<Command, State, Event, Refusal>,
    stream: StreamName,
    command: Command,
    correlationId: string,
    by: string,
  ): Promise<void> {
    const past = await this.#store.readStream(stream);
    const state = fold(decider, decider.initial, past.map((event) => upcast(event)) as unknown as Event[]);
    const decision = decider.decide(command, state);
    if (!decision.ok)
      throw new Error(`${stream} refuses ${JSON.stringify(command)}: ${JSON.stringify(decision.error)}`);
    if (decision.value.length === 0) throw new Error(`${stream} ignores ${JSON.stringify(command)}`);
    await this.#append(stream, decision.value, correlationId, by);
  }

  async #append(stream: StreamName, events: readonly DomainEvent[], correlationId: string, by: string): Promise<void> {
    const from = (await this.#store.readStream(stream)).length;
    const commandId = this.uuid();
    const context = { commandId, correlationId, causationId: commandId, workspaceId: this.workspaceId, by };
    const origin = { stream, from, context, at: this.now, ids: this.#ids, versionOf };
    await this.#store.append(stream, from - 1, newEvents(events, origin));
  }
}

const requestOf = (history: WrittenHistory, bookingId: string) => {
  const found = history.recorded.find(
    (event) => event.type === 'BookingRequested' && event.data.bookingId === bookingId,
  );
  if (found?.type !== 'BookingRequested') throw new Error(`no request of ${bookingId}`);
  return found.data;
};

const settingsOf = (history: WrittenHistory, meetingTypeId: string) => {
  const found = history.recorded.findLast(
    (event) =>
      (event.type === 'MeetingTypeCreated' || event.type === 'MeetingTypeChanged') &&
      event.data.meetingTypeId === meetingTypeId,
  );
  if (found?.type !== 'MeetingTypeCreated' && found?.type !== 'MeetingTypeChanged') throw new Error('no such type');
  return found.data.settings;
};

interface HeldAttempt {
  readonly linkId: string;
  readonly bookingId: string;
  readonly hostIds: readonly string[];
  readonly start: Instant;
  readonly end: Instant;
}

/** Issues a new link like the one of an earlier attempt, requests a booking with it and holds the slot. */
const holdSlotLike = async (history: WrittenHistory, earlierId: string): Promise<HeldAttempt> => {
  const { hostIds, meetingTypeId, attendee, answers } = requestOf(history, earlierId);
  const linkId = history.newId('lnk');
  const bookingId = history.newId('bkg');
  await history.link(linkId, { type: 'issue', link: linkLike(history, linkId, meetingTypeId) }, linkId, 'api');

  const rules = settingsOf(history, meetingTypeId);
  const startMs = history.nextFreeStart();
  const [start, end] = [instantOf(startMs), instantOf(startMs + rules.durationMinutes * MINUTE_MS)];
  const request: BookingCommand = {
    type: 'request',
    by: 'attendee',
    roomName: '',
    bookingId,
    manageTokenHash: history.uuid().replaceAll('-', '').repeat(2),
    details: { linkId, start, attendee, answers },
    link: {
      linkId,
      workspaceId: history.workspaceId,
      meetingTypeId,
      expiresAt: instantOf(startMs + LINK_LIFE_MS),
      recipientOnly: false,
      attempts: noAttempts,
      end: null,
      endPosition: null,
    },
    meetingType: rules,
    slotRefusal: null,
    unreadableHostIds: [],
  };
  await history.booking(bookingId, request, 'attendee');
  const hold = { bookingId, start, end, rules, grid: 'own', now: history.now, linkId, meetingTypeId } as const;
  for (const hostId of hostIds) await history.calendar(hostId, { type: 'hold', ...hold }, bookingId);
  return { linkId, bookingId, hostIds, start, end };
};

const linkLike = (history: WrittenHistory, linkId: string, meetingTypeId: string): IssuedLink => ({
  linkId,
  meetingTypeId,
  metadata: {},
  issuedAt: history.now,
  expiresAt: instantOf(epochMsOf(history.now) + LINK_LIFE_MS),
  sealedToken: SEALED_TOKEN,
  prefill: false,
  recipientOnly: false,
  unusedReminderDays: [],
  mailed: false,
});

/** Passes over a reminder of a link whose secret key was lost. */
const skipReminder = async (history: WrittenHistory): Promise<void> => {
  const type = history.recorded.find((event) => event.type === 'MeetingTypeCreated');
  if (type?.type !== 'MeetingTypeCreated') throw new Error('no meeting type');
  const linkId = history.newId('lnk');
  const recipient = { email: 'lost@example.com' };
  const issued = { ...linkLike(history, linkId, type.data.meetingTypeId), recipient, unusedReminderDays: [1] };
  await history.link(linkId, { type: 'issue', link: issued }, linkId, 'api');
  const now = instantOf(epochMsOf(issued.issuedAt) + DAY_MS);
  const identity = { linkId: history.newId('lnk'), sealedToken: SEALED_TOKEN };
  await history.link(linkId, { type: 'remindUnused', identity, refusal: null, now, isMailable: false }, linkId);
};

/** Ends links in each way while an attempt holds a slot, which the API reaches only by chance. */
const endLinksUnderAttempts = async (history: WrittenHistory): Promise<void> => {
  const [confirmed] = history.recorded.filter((event) => event.type === 'BookingConfirmed');
  if (confirmed === undefined) throw new Error('nothing is confirmed');
  for (const reason of ['linkRevoked', 'linkReplaced', 'linkExpired', 'overdue'] as const) {
    const { linkId, bookingId, hostIds, start, end } = await holdSlotLike(history, confirmed.data.bookingId);
    if (reason === 'linkRevoked') await history.link(linkId, { type: 'revoke' }, linkId, 'api');
    if (reason === 'linkReplaced') await replaceLink(history, linkId);
    const afterExpiry = instantOf(epochMsOf(history.now) + LINK_LIFE_MS);
    const now = reason === 'linkExpired' ? afterExpiry : history.now;
    if (reason === 'overdue') await history.link(linkId, { type: 'voidAttempt', bookingId, reason }, bookingId);
    else await history.link(linkId, { type: 'consume', bookingId, hostIds, now }, bookingId);
    await history.booking(bookingId, { type: 'reject', reason }, 'system');
    for (const hostId of hostIds) {
      await history.calendar(hostId, { type: 'release', bookingId, start, end, moves: 0 }, bookingId);
    }
  }
};

const replaceLink = async (history: WrittenHistory, linkId: string): Promise<void> => {
  const identity = { linkId: history.newId('lnk'), sealedToken: SEALED_TOKEN };
  const command = { type: 'replace', identity, refusal: null, now: history.now } as const;
  await history.link(linkId, command, linkId, 'api');
  const revoked = history.recorded.at(-1);
  if (revoked?.type !== 'LinkRevoked' || revoked.data.replacement === undefined) throw new Error('not replaced');
  await history.link(identity.linkId, { type: 'issue', link: revoked.data.replacement }, linkId, 'api');
};

/** The busy times of two calendars of one host, one of which is removed again. */
const readCalendars = async (history: WrittenHistory): Promise<void> => {
  const [added] = history.recorded.filter((event) => event.type === 'HostAdded');
  if (added === undefined) throw new Error('there is no host');
  const { hostId } = added.data;
  const work = { type: 'ics', id: history.newId('cal'), name: 'Work' } as const;
  const family = { type: 'caldav', id: history.newId('cal'), name: 'Family' } as const;
  const holidays = { type: 'holidays', id: 'holidays', name: 'Germany' } as const;
  const hours = (...starts: readonly number[]) =>
    starts.map((start) => ({
      start: instantOf(epochMsOf(history.now) + start * HOUR_MS),
      end: instantOf(epochMsOf(history.now) + (start + 1) * HOUR_MS),
    }));
  for (const change of [
    { source: work, intervals: hours(1, 30, 700) },
    { source: family, intervals: hours(30, 31, 40) },
    { source: holidays, intervals: hours(50) },
    { source: work, intervals: hours(2, 30, 900) },
    { source: family, intervals: null },
  ]) {
    await history.calendar(hostId, { type: 'changeBusy', ...change }, hostId);
  }
};

/** A feed that stays connected, and an account that fails, works again, and is disconnected. */
const connectCalendars = async (history: WrittenHistory): Promise<void> => {
  const host = history.recorded.find((event) => event.type === 'HostAdded');
  if (host?.type !== 'HostAdded') throw new Error('no host');
  const { hostId } = host.data;
  const [feed, account] = [history.newId('cal'), history.newId('cal')];
  const connecting = (calendarId: string, kind: 'ics' | 'caldav', name: string) =>
    ({ type: 'connect', calendarId, hostId, kind, settings: { ...DEFAULT_SETTINGS, name } }) as const;
  await history.connectedCalendar(feed, connecting(feed, 'ics', 'Work'));
  await history.connectedCalendar(account, connecting(account, 'caldav', 'Cloud'));
  const href = 'https://cloud.example.com/dav/calendars/ada/home/';
  const changes = { readFrom: [href], writeTo: href, whenUnreachable: 'refuse' as const };
  const failedAt = history.now;
  for (const command of [
    { type: 'change', hostId, changes, accessReplaced: false },
    { type: 'change', hostId, changes: {}, accessReplaced: true },
    { type: 'noteFailure', reason: 'timedOut' },
    { type: 'reportFailure', failedAt },
    { type: 'noteSuccess', failedAt },
    { type: 'disconnect', hostId },
  ] as const) {
    await history.connectedCalendar(account, command);
  }
};

/** A host with holidays, and one who had some. */
const chooseHolidays = async (history: WrittenHistory): Promise<void> => {
  const [one, other] = history.recorded.filter((event) => event.type === 'HostAdded');
  if (one?.type !== 'HostAdded' || other?.type !== 'HostAdded') throw new Error('there are not two hosts');
  const regions = ['BE', 'BY'];
  const settings = { country: 'DE', region: 'BY', off: ['2027-01-06'] };
  const coming = { from: '2026-12-01', to: '2027-12-01', dates: settings.off };
  for (const { hostId } of [one.data, other.data]) {
    await history.holidays(hostId, { type: 'choose', hostId, settings, regions, coming });
  }
  const { hostId } = other.data;
  await history.holidays(hostId, {
    type: 'choose',
    hostId,
    settings: { country: 'FR', region: null, off: [] },
    regions: [],
    coming,
  });
  await history.holidays(hostId, { type: 'end', hostId });
};

/** A host who becomes an owner, after which the owner of the workspace leaves, and one who leaves and comes back. */
const changeMembers = async (history: WrittenHistory): Promise<void> => {
  const added = history.recorded.filter((event) => event.type === 'HostAdded');
  const [one, other] = added.map(
    ({ data: { hostId, email } }) => ({ hostId, email, role: 'host', active: true }) as const,
  );
  if (one === undefined || other === undefined) throw new Error('there are not two hosts');
  const hosts = [one, other];
  await history.workspace({ type: 'setOwner', name: 'Ada Lovelace', email: one.email });
  for (const change of [
    { hostId: one.hostId, role: 'owner' },
    { hostId: other.hostId, role: 'owner' },
    { hostId: one.hostId, role: 'host' },
    { hostId: one.hostId, active: false },
    { hostId: one.hostId, active: true },
  ] as const) {
    await history.workspace({ type: 'changeMember', ...change, hosts });
  }
};
