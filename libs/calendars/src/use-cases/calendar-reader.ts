import type { CalendarSettings } from '@bookonce/contracts/events/connected-calendar';
import type { Json } from '@bookonce/kernel/json';
import type { BusyInterval, BusyReader, OwnEvent } from '@bookonce/kernel/ports/busy-reader';
import type { PolledCollection, PollState } from '@bookonce/kernel/ports/calendar-polls';
import {
  type CalendarAccess,
  type CalendarFailure,
  type CalendarServers,
  FEED_HREF,
} from '@bookonce/kernel/ports/calendar-servers';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { hash } from 'node:crypto';
import { feedNameIn } from '../domain/feed-name.js';
import { horizonAt } from '../domain/poll-schedule.js';
import { failureOfContent, failureOfServer, noCollection, type ReadFailure } from '../domain/read-failure.js';
import { afterChanges, type HeldCollections, type HeldObjects } from './held-objects.js';
import { storedBusy } from '../views/calendar-documents.js';
import { readHostFacts } from './host-facts.js';

export interface CalendarReaderDeps {
  readonly servers: Pick<CalendarServers, 'discover' | 'read'>;
  readonly busyReader: Pick<BusyReader, 'busyTimes'>;
  readonly readModels: Pick<ReadModels, 'get' | 'list'>;
  readonly held: HeldObjects;
  /** The product's clock: the horizon follows it. */
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'now'>;
  /** How far ahead events count. */
  readonly horizonDays: number;
}

/** A calendar to be read. */
export interface ReadableCalendar {
  readonly calendarId: string;
  readonly hostId: string;
  readonly settings: Pick<CalendarSettings, 'readFrom' | 'allEventsBusy'>;
  readonly access: CalendarAccess;
  /** Of the settings and the access: with another one, everything is computed anew. */
  readonly contentVersion: number;
}

/** The times around a slot that somebody wants. */
export interface SlotSurroundings extends BusyInterval {
  /** The event of a booking that its host moves there. Where it is already, it does not count. */
  readonly moved?: OwnEvent;
}

/** The state after the last read of a calendar. */
export type ReadMemory = Pick<
  PollState,
  'memo' | 'basis' | 'computedWithin' | 'busyCount' | 'skippedCount' | 'unknownZones' | 'addresses' | 'collections'
>;

export interface CalendarContent {
  /** For the next read. */
  readonly memory: ReadMemory;
  /** All busy times within the horizon, or within `within`; null if they are as they were. */
  readonly intervals: readonly BusyInterval[] | null;
  /** The part of the horizon that was computed; null: all of it. */
  readonly within: BusyInterval | null;
  /** The name that a feed gives itself; null if it gives none, or was not read anew. */
  readonly feedName: string | null;
  /** The objects that it holds; null if nothing has changed. */
  readonly collections: HeldCollections | null;
}

interface Account {
  readonly addresses: readonly string[];
  readonly collections: readonly PolledCollection[];
}

/** Reads calendars from their servers, and tells when they make their host busy. */
export class CalendarReader {
  constructor(private readonly deps: CalendarReaderDeps) {}

  /**
   * Reads what has changed since the last read, within `withinMs` of real time and a few seconds for the computation.
   * Busy times are computed only if the calendar has changed, or something else that they depend on, and only those of
   * `within` if that is given: the next read then computes all.
   */
  async read(
    calendar: ReadableCalendar,
    before: ReadMemory,
    withinMs: number,
    within: SlotSurroundings | null = null,
  ): Promise<Result<CalendarContent, ReadFailure>> {
    const until = this.deps.scheduler.now() + withinMs;
    const horizon = horizonAt(this.deps.clock.now(), this.deps.horizonDays);
    const account = await this.#account(calendar.access, before, horizon.from, withinMs);
    if (!account.ok) return account;
    const hrefs = hrefsOf(calendar, account.value);
    if (hrefs.length === 0) return fail(noCollection);

    const host = await readHostFacts(this.deps.readModels, calendar.hostId, horizon);
    if (host === null) throw new Error(`the views do not show host ${calendar.hostId} yet`);
    const addresses = [host.email.toLowerCase(), ...account.value.addresses];
    const { allEventsBusy } = calendar.settings;
    const own = within?.moved === undefined ? host.own : [...host.own, within.moved];
    const query = { ...horizon, timeZone: host.timeZone, addresses, allEventsBusy, own };
    // A read that was not recorded, or a message that came late, may have stored other busy times since.
    const stored = await this.deps.readModels.get(storedBusy, calendar.calendarId);
    const basis = basisOf(horizon.from, [hrefs, query, stored?.eventId ?? null, calendar.contentVersion]);

    const fetched = await this.#fetch(calendar, hrefs, before, before.basis === basis, until);
    if (!fetched.ok) return fail(failureOfServer(fetched.error));
    const { memo, collections } = fetched.value;
    const memory = { ...before, ...account.value, memo, basis, computedWithin: null };
    if (collections === null) return ok({ memory, intervals: null, within: null, feedName: null, collections });

    const all = [...collections.values()];
    const texts = all.flatMap((collection) => [...collection.texts.values()]);
    const part = within === null ? query : { ...query, from: within.start, to: within.end };
    const busy = await this.deps.busyReader.busyTimes(texts, part);
    if (!busy.ok) return fail(failureOfContent(busy.error));
    const { intervals, unreadable, unknownZones } = busy.value;
    if (within !== null) {
      const computedWithin = { start: within.start, end: within.end };
      return ok({
        memory: { ...memory, basis: null, computedWithin },
        intervals,
        within: computedWithin,
        feedName: null,
        collections,
      });
    }
    const skippedCount = all.reduce((sum, collection) => sum + collection.unreadable, unreadable);
    const feedName = calendar.access.type === 'ics' ? feedNameIn(texts[0] ?? '') : null;
    const counted = { ...memory, busyCount: intervals.length, skippedCount, unknownZones };
    return ok({ memory: counted, intervals, within, feedName, collections });
  }

  /** Forgets the objects of a calendar that is no longer connected, or that has another access now. */
  forget(calendarId: string): void {
    this.deps.held.forget(calendarId);
  }

  /** Collections come and go, so an account is asked for them once a day. */
  async #account(
    access: CalendarAccess,
    { basis, collections, addresses }: ReadMemory,
    day: string,
    withinMs: number,
  ): Promise<Result<Account, ReadFailure>> {
    if (access.type === 'ics') return ok({ collections: [], addresses: [] });
    if (collections !== null && basis?.startsWith(day) === true) return ok({ collections, addresses });
    const found = await this.deps.servers.discover(access, withinMs);
    return found.ok ? found : fail(failureOfServer(found.error));
  }

  /**
   * Returns all that the calendar holds; null if nothing has changed and it `isComputed`. It is read as a whole if changes
   * are not enough.
   */
  async #fetch(
    { calendarId, access }: ReadableCalendar,
    hrefs: readonly string[],
    before: ReadMemory,
    isComputed: boolean,
    until: number,
  ): Promise<Result<{ readonly memo: Json; readonly collections: HeldCollections | null }, CalendarFailure>> {
    const { servers, held, scheduler } = this.deps;
    const known = held.at(calendarId, before.memo);
    const since = isComputed || known !== null ? before.memo : null;
    const read = await servers.read(access, { hrefs, since, withinMs: Math.max(0, until - scheduler.now()) });
    if (!read.ok) return read;
    const { memo } = read.value;
    if (read.value.kind === 'unchanged' && isComputed) {
      if (known !== null) held.keep(calendarId, memo, known);
      return ok({ memo, collections: null });
    }
    const changes = read.value.kind === 'changed' ? read.value.collections : [];
    const collections = afterChanges(known, changes, hrefs);
    if (collections === null) return this.#fetchWhole(calendarId, access, hrefs, until);
    if (access.type === 'caldav') held.keep(calendarId, memo, collections);
    return ok({ memo, collections });
  }

  async #fetchWhole(
    calendarId: string,
    access: CalendarAccess,
    hrefs: readonly string[],
    until: number,
  ): Promise<Result<{ readonly memo: Json; readonly collections: HeldCollections }, CalendarFailure>> {
    const { servers, held, scheduler } = this.deps;
    const withinMs = Math.max(0, until - scheduler.now());
    const read = await servers.read(access, { hrefs, since: null, withinMs });
    if (!read.ok) return read;
    const { memo } = read.value;
    const collections = afterChanges(null, read.value.kind === 'changed' ? read.value.collections : [], hrefs);
    if (collections === null) return fail({ kind: 'unreachable', reason: 'the server left out a calendar' });
    if (access.type === 'caldav') held.keep(calendarId, memo, collections);
    return ok({ memo, collections });
  }
}

const hrefsOf = ({ access, settings }: ReadableCalendar, { collections }: Account): readonly string[] =>
  access.type === 'ics' ? [FEED_HREF] : (settings.readFrom ?? collections.map(({ href }) => href));

/**
 * Names all that busy times depend on, except for the events themselves, and the busy times that are stored. It begins
 * with the day.
 */
const basisOf = (day: string, facts: unknown): string => `${day}/${hash('sha256', JSON.stringify(facts))}`;
