import type {
  CalendarList,
  CalendarReply,
  changeCalendar,
  connectCalendar,
  ConnectedCalendarStatus,
  disconnectCalendar,
  findLastReads,
  HostCalendarRefusal,
  listCalendars,
  readCalendar,
} from '@bookonce/contracts/commands/calendars';
import type { CommandDefinition, PayloadOf } from '@bookonce/contracts/define-command';
import type { CalendarSettings } from '@bookonce/contracts/events/connected-calendar';
import type { CommandReply, Done, InvalidRefusal } from '@bookonce/contracts/replies';
import { idFrom } from '@bookonce/contracts/values/ids';
import { everyDocument } from '@bookonce/kernel/every-document';
import { instantOf, withoutUndefined } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import {
  type CalendarPolls,
  type ClaimedPoll,
  NEVER_READ,
  type PollState,
} from '@bookonce/kernel/ports/calendar-polls';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { WrittenEvents } from '@bookonce/kernel/ports/written-events';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { type ConnectedCalendarState, DEFAULT_SETTINGS } from '../domain/connected-calendar.js';
import { accessLost, type ReadFailure } from '../domain/read-failure.js';
import { calendarsView, connectedCalendars, type ConnectedCalendarDocument } from '../views/calendar-documents.js';
import type { CalendarAccesses } from './calendar-access.js';
import type { CalendarAggregates } from './calendar-aggregates.js';
import type { CalendarContent, CalendarReader } from './calendar-reader.js';
import { type CalendarReads, LEASE_MS } from './calendar-reads.js';
import { statusOf } from './calendar-status.js';
import { claimSoon } from './claim-soon.js';
import { knownHost } from './known-host.js';

export interface CalendarServiceDeps {
  readonly aggregates: CalendarAggregates;
  readonly accesses: CalendarAccesses;
  readonly reader: CalendarReader;
  readonly reads: CalendarReads;
  readonly polls: CalendarPolls;
  readonly written: Pick<WrittenEvents, 'ofCalendar'>;
  readonly store: Pick<EventStore, 'head'>;
  readonly readModels: Pick<ReadModels, 'get' | 'list' | 'waitFor'>;
  readonly scheduler: Pick<Scheduler, 'now' | 'wait'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly realClock: Pick<Clock, 'now'>;
  /** How far ahead events are read. */
  readonly horizonDays: number;
}

type Connected = NonNullable<ConnectedCalendarState>;
type Refusal = HostCalendarRefusal | InvalidRefusal;
type Message<Command extends CommandDefinition> = CommandMessage<PayloadOf<Command>>;

const MOST_CALENDARS = 20;
/** Somebody waits for the answer. */
const READ_WITHIN_MS = 15_000;
/** A change waits no longer for a read that is in flight. */
const CHANGE_WAITS_MS = 1_000;
const SHOWN_WITHIN_MS = 2_000;
/** Addresses and user names are secrets, so a name never derives from them. */
const UNNAMED = 'Calendar';

/** Gives calendars without a name of their own different ones, by a number. */
const nameOfUnnamed = (others: readonly { readonly name: string }[], unnamed = UNNAMED): string => {
  const taken = new Set(others.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? unnamed : `${unnamed} ${number}`;
    if (!taken.has(name)) return name;
  }
};

/** Answers the commands of contracts/commands/calendars. */
export class CalendarService {
  constructor(private readonly deps: CalendarServiceDeps) {}

  /** Nothing is stored unless the calendar could be read. */
  async connect({ payload, context }: Message<typeof connectCalendar>): Promise<CommandReply<Refusal, CalendarReply>> {
    const { hostId, type, sealedAccess } = payload;
    const { aggregates, accesses, reader, reads, polls, realClock } = this.deps;
    if (!(await this.#isHostOf(hostId, context))) return fail({ kind: 'hostUnknown' });
    const calendarId = idFrom('cal', context.commandId);
    const known = await aggregates.load(calendarId);
    if (known.state !== null) return this.#reply(calendarId, known.state, known.position);
    const others = await this.#calendarsOf(hostId);
    if (others.length >= MOST_CALENDARS) return invalid('', TOO_MANY, 'tooManyCalendars');
    const access = accesses.opened(calendarId, type, sealedAccess);
    if (access === null) return invalid('url', accessLost.text, accessLost.kind);
    // Polled first: a crash from here on leaves a calendar that does not exist, and the poller forgets it.
    await polls.add([calendarId], realClock.now() + 2 * LEASE_MS);
    const claimed = await this.#claim(calendarId);
    if (claimed === null) return fail({ kind: 'conflict' });

    const settings = { ...DEFAULT_SETTINGS, allEventsBusy: payload.allEventsBusy };
    const read = await reader.read(
      { calendarId, hostId, settings, access, contentVersion: 0 },
      NEVER_READ,
      READ_WITHIN_MS,
    );
    if (!read.ok) {
      await polls.forget(calendarId);
      return unreadable(read.error);
    }
    await accesses.put(calendarId, access);
    const name = payload.name ?? read.value.feedName ?? nameOfUnnamed(others, payload.fallbackName);
    const connected = await aggregates.handle(
      calendarId,
      { type: 'connect', calendarId, hostId, kind: type, settings: { ...settings, name } },
      { ...context, correlationId: calendarId },
      this.#now(),
    );
    if (!connected.ok) return connected;
    const { state, position } = connected.value;
    if (state === null) throw new Error(`${calendarId} is not connected`);
    await reads.record(state, claimed, read.value);
    return this.#reply(calendarId, state, position);
  }

  /**
   * A change of what is read takes effect at once or, while a read is in flight, right after it. If the calendar cannot be
   * read then, the change is stored all the same.
   */
  async change({ payload, context }: Message<typeof changeCalendar>): Promise<CommandReply<Refusal, CalendarReply>> {
    const { hostId, calendarId, sealedAccess, ...given } = payload;
    const calendar = await this.#find(hostId, calendarId, context);
    if (!calendar.ok) return calendar;
    const { state: before } = calendar.value;
    const wrong = await this.#wrongCollection(before, given.readFrom, given.writeTo);
    if (wrong !== null) return wrong;
    const changes = definedIn(given);
    const replaced = sealedAccess === undefined ? ok(null) : await this.#replaceAccess(before, changes, sealedAccess);
    if (!replaced.ok) return fail(replaced.error);
    const command = { type: 'change', hostId, changes, accessReplaced: replaced.value !== null } as const;
    const changed = await this.deps.aggregates.handle(calendarId, command, context, this.#now());
    if (!changed.ok) {
      // Disconnected meanwhile: the access that was stored just now must go, too.
      if (changed.error.kind === 'calendarUnknown') await this.deps.reads.forget(calendarId, before);
      return changed;
    }
    const { state, position } = changed.value;
    if (state === null) throw new Error(`${calendarId} is not connected`);
    if (state.contentVersion !== before.contentVersion) await this.#readChanged(state, replaced.value);
    return this.#reply(calendarId, state, position);
  }

  /** Reads a calendar that was changed, or records what was read of it. Nobody waits for a slow read that is in flight. */
  async #readChanged(calendar: Connected, content: CalendarContent | null): Promise<void> {
    const { polls, reads, realClock } = this.deps;
    const { calendarId } = calendar;
    // First, so that a crash from here on delays nothing; and a read in flight is followed by another one.
    await polls.hasten([calendarId], realClock.now());
    const claimed = await this.#claim(calendarId, CHANGE_WAITS_MS);
    if (claimed === null) return;
    await (content === null ? reads.run(claimed, READ_WITHIN_MS) : reads.record(calendar, claimed, content));
  }

  async read({
    payload,
    context,
  }: Message<typeof readCalendar>): Promise<CommandReply<HostCalendarRefusal, CalendarReply>> {
    const { hostId, calendarId } = payload;
    const calendar = await this.#find(hostId, calendarId, context);
    if (!calendar.ok) return calendar;
    await this.deps.polls.add([calendarId], this.deps.realClock.now());
    const claimed = await this.#claim(calendarId);
    // Another read has been in flight all the time; its outcome is as good as ours. Without a basis, the account is asked
    // for its collections again.
    if (claimed !== null) {
      await this.deps.reads.run({ ...claimed, state: { ...claimed.state, basis: null } }, READ_WITHIN_MS);
    }
    const { state, position } = await this.deps.aggregates.load(calendarId);
    if (state === null || state.isDisconnected) return fail({ kind: 'calendarUnknown' });
    return this.#reply(calendarId, state, position);
  }

  async disconnect({
    payload,
    context,
  }: Message<typeof disconnectCalendar>): Promise<CommandReply<HostCalendarRefusal>> {
    const { hostId, calendarId } = payload;
    const calendar = await this.#find(hostId, calendarId, context);
    if (!calendar.ok) return calendar;
    const command = { type: 'disconnect', hostId } as const;
    const disconnected = await this.deps.aggregates.handle(calendarId, command, context, this.#now());
    if (!disconnected.ok) return disconnected;
    // From here on, the event makes sure of it.
    await this.deps.reads.forget(calendarId, disconnected.value.state);
    await this.#show(disconnected.value.position);
    return ok({ position: disconnected.value.position });
  }

  async list({
    payload: { hostId },
    context,
  }: Message<typeof listCalendars>): Promise<CommandReply<HostCalendarRefusal, CalendarList>> {
    if (!(await this.#isHostOf(hostId, context))) return fail({ kind: 'hostUnknown' });
    const calendars = await this.#calendarsOf(hostId);
    const states = await this.deps.polls.states(calendars.map(({ id }) => id));
    const items = await Promise.all(
      calendars.map((calendar) => this.#statusOf(calendar.id, calendar.kind, calendar, states.get(calendar.id))),
    );
    return ok({ items, horizonDays: this.deps.horizonDays, position: null });
  }

  /** The ids come from the sources of a host that the caller may see. */
  async lastReads({
    payload: { calendarIds },
  }: Message<typeof findLastReads>): Promise<CommandReply<never, { readonly readAt: Record<string, string> } & Done>> {
    const states = await this.deps.polls.states(calendarIds);
    const read = [...states].flatMap(([id, { lastReadAt }]) =>
      lastReadAt === null ? [] : [[id, instantOf(lastReadAt)] as const],
    );
    return ok({ readAt: Object.fromEntries(read), position: null });
  }

  async #isHostOf(hostId: string, context: CommandContext): Promise<boolean> {
    return (await knownHost(this.deps, hostId, context)) !== null;
  }

  /** Oldest first. */
  async #calendarsOf(hostId: string): Promise<readonly ConnectedCalendarDocument[]> {
    const calendars: ConnectedCalendarDocument[] = [];
    const query = { where: { hostId }, order: 'asc' } as const;
    for await (const calendar of everyDocument(this.deps.readModels, connectedCalendars, query))
      calendars.push(calendar);
    return calendars;
  }

  async #find(
    hostId: string,
    calendarId: string,
    context: CommandContext,
  ): Promise<Result<{ readonly state: Connected; readonly position: string | null }, HostCalendarRefusal>> {
    if (!(await this.#isHostOf(hostId, context))) return fail({ kind: 'hostUnknown' });
    const { state, position } = await this.deps.aggregates.load(calendarId);
    if (state === null || state.isDisconnected || state.hostId !== hostId) return fail({ kind: 'calendarUnknown' });
    return ok({ state, position });
  }

  /** Collections must be some of the account's, so that a mistyped one does not leave the calendar failing. */
  async #wrongCollection(
    { calendarId, kind }: Connected,
    readFrom: readonly string[] | undefined,
    writeTo: string | null | undefined,
  ): Promise<CommandReply<InvalidRefusal, never> | null> {
    if (readFrom === undefined && (writeTo === undefined || writeTo === null)) return null;
    if (kind === 'ics') return invalid(readFrom === undefined ? 'writeTo' : 'readFrom', 'A feed has no collections.');
    const { collections } = (await this.deps.polls.states([calendarId])).get(calendarId) ?? NEVER_READ;
    const known = new Map((collections ?? []).map((collection) => [collection.href, collection]));
    const index = readFrom?.findIndex((href) => !known.has(href)) ?? -1;
    if (index >= 0) return invalid(`readFrom.${index}`, UNKNOWN_COLLECTION);
    if (writeTo === undefined || writeTo === null) return null;
    const target = known.get(writeTo);
    if (target === undefined) return invalid('writeTo', UNKNOWN_COLLECTION);
    return target.isWritable
      ? null
      : invalid('writeTo', 'The account may not write to this collection. Choose another.');
  }

  /** Stores another access once the calendar could be read with it. Returns what was read. */
  async #replaceAccess(
    { calendarId, hostId, kind, settings, contentVersion }: Connected,
    changes: Partial<CalendarSettings>,
    sealed: string,
  ): Promise<Result<CalendarContent, InvalidRefusal>> {
    const { accesses, reader } = this.deps;
    const misplaced = accesses.misplaced(calendarId, kind, sealed);
    if (misplaced !== null) return invalid(misplaced, 'A feed has neither user name nor password, only an address.');
    if (await accesses.lacksPassword(calendarId, kind, sealed)) {
      return invalid('password', PASSWORD_NEEDED, 'passwordNeeded');
    }
    const access = await accesses.replaced(calendarId, kind, sealed);
    if (access === null) return invalid('', accessLost.text, accessLost.kind);
    // The objects held belong to the access before.
    reader.forget(calendarId);
    const changed = { settings: { ...settings, ...changes }, access, contentVersion: contentVersion + 1 };
    const calendar = { calendarId, hostId, ...changed };
    const read = await reader.read(calendar, NEVER_READ, READ_WITHIN_MS);
    if (!read.ok) return unreadable(read.error);
    await accesses.put(calendarId, access);
    return read;
  }

  /** Waits for a read that is in flight. Null if it takes too long. */
  #claim(calendarId: string, withinMs?: number): Promise<ClaimedPoll | null> {
    return claimSoon(() => this.deps.reads.claim(calendarId), this.deps.scheduler, withinMs);
  }

  async #reply(
    calendarId: string,
    { kind, settings }: Connected,
    position: string | null,
  ): Promise<CommandReply<never, CalendarReply>> {
    await this.#show(position);
    const states = await this.deps.polls.states([calendarId]);
    return ok({ calendar: await this.#statusOf(calendarId, kind, settings, states.get(calendarId)), position });
  }

  async #statusOf(
    calendarId: string,
    kind: 'ics' | 'caldav',
    settings: CalendarSettings,
    state: PollState | undefined,
  ): Promise<ConnectedCalendarStatus> {
    const written = kind === 'ics' ? [] : await this.deps.written.ofCalendar(calendarId, this.#now());
    return statusOf(calendarId, kind, settings, state, written);
  }

  /** Waits a moment for the view to show a change, so that a booking right after it goes by it. */
  async #show(position: string | null): Promise<void> {
    if (position !== null) await this.deps.readModels.waitFor([calendarsView], position, SHOWN_WITHIN_MS);
  }

  #now(): string {
    return instantOf(this.deps.clock.now());
  }
}

const TOO_MANY = `A host can have ${MOST_CALENDARS} calendars. Disconnect one of them first.`;
const PASSWORD_NEEDED = 'The address is that of another server. Enter the password as well.';
const UNKNOWN_COLLECTION = 'The account has no such collection. Use an href from "collections".';

const invalid = (path: string, message: string, kind?: string) =>
  fail({ kind: 'invalid', errors: [{ path, message, ...withoutUndefined({ kind }) }] } as const);

const unreadable = (failure: ReadFailure) => invalid(fieldOf(failure), failure.text, failure.kind);

/** The field of the request that the host can correct. */
const fieldOf = ({ kind }: ReadFailure): string => (kind === 'unauthorized' ? 'password' : 'url');

const definedIn = <Fields extends object>(
  fields: Fields,
): { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
