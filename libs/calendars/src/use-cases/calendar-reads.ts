import { instantOf, withoutUndefined } from '@bookonce/kernel/json';
import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { CalendarPolls, ClaimedPoll, PollState } from '@bookonce/kernel/ports/calendar-polls';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { ConnectedCalendarCommand, ConnectedCalendarState } from '../domain/connected-calendar.js';
import { nextReadAt, REPORTED_AFTER_MS } from '../domain/poll-schedule.js';
import { accessLost, type ReadFailure, tooManyBusyTimes } from '../domain/read-failure.js';
import { calendarHosts } from '../views/calendar-documents.js';
import type { BookingDeliveries } from './booking-deliveries.js';
import type { BusySources } from './busy-sources.js';
import type { CalendarAccesses } from './calendar-access.js';
import type { CalendarAggregates } from './calendar-aggregates.js';
import type { CalendarContent, CalendarReader, SlotSurroundings } from './calendar-reader.js';
import type { WatchWrittenEvents } from './watch-written-events.js';

export interface CalendarReadsDeps {
  readonly aggregates: CalendarAggregates;
  readonly accesses: CalendarAccesses;
  readonly reader: CalendarReader;
  readonly busySources: BusySources;
  readonly polls: CalendarPolls;
  readonly bookings: Pick<BookingDeliveries, 'forget'>;
  readonly watch: Pick<WatchWrittenEvents, 'observe' | 'forget'>;
  readonly readModels: Pick<ReadModels, 'get'>;
  readonly ids: Pick<Ids, 'uuid'>;
  /** The product's clock, which dates reads. */
  readonly clock: Pick<Clock, 'now'>;
  /** Real time, even while a test sets the product's clock: leases and pauses are for servers, which live in it. */
  readonly realClock: Pick<Clock, 'now'>;
  /** In [0, 1). */
  readonly random: () => number;
  /** The time between two reads of a calendar, in ms. */
  readonly intervalMs: number;
}

type Connected = NonNullable<ConnectedCalendarState>;

/** Longer than any read: the deadline of the network, the computation, and the command to the availability service. */
export const LEASE_MS = 120_000;

/** Reads connected calendars, and records how that went. */
export class CalendarReads {
  constructor(private readonly deps: CalendarReadsDeps) {}

  /** Claims a calendar, due or not; null if another read of it is in flight, or if it is not polled. */
  claim(calendarId: string): Promise<ClaimedPoll | null> {
    const now = this.deps.realClock.now();
    return this.deps.polls.claim(calendarId, now, now + LEASE_MS);
  }

  claimDue(limit: number): Promise<readonly ClaimedPoll[]> {
    const now = this.deps.realClock.now();
    return this.deps.polls.claimDue(limit, now, now + LEASE_MS);
  }

  /**
   * Reads a claimed calendar, within `withinMs` of real time for the network. Rejects, and leaves the claim to run out, if
   * a server of the product is lost. A calendar that is not connected is forgotten.
   */
  async run(claimed: ClaimedPoll, withinMs: number): Promise<void> {
    const { calendarId } = claimed;
    const { state } = await this.deps.aggregates.load(calendarId);
    if (state === null || state.isDisconnected) return this.forget(calendarId, state);
    const content = await this.#read(state, claimed.state, withinMs);
    if (await this.#isOutdated(state, content)) return this.#discard(claimed);
    await (content.ok
      ? this.record(state, claimed, content.value)
      : this.#recordFailure(state, claimed, content.error));
  }

  /**
   * Reads a claimed calendar because somebody wants to book at a time within `within`, and only that part of it. Returns
   * whether that was possible. A failure counts for nothing, as the deadline is short: the calendar is polled soon.
   */
  async runFresh(claimed: ClaimedPoll, withinMs: number, within: SlotSurroundings): Promise<boolean> {
    const { state } = await this.deps.aggregates.load(claimed.calendarId);
    if (state === null || state.isDisconnected) {
      await this.forget(claimed.calendarId, state);
      return true;
    }
    const content = await this.#read(state, claimed.state, withinMs, within);
    if (content.ok && !(await this.#isOutdated(state, content))) {
      await this.record(state, claimed, content.value);
      return true;
    }
    await this.#discard(claimed);
    return false;
  }

  /** Sends what was read to the availability service, and records that the calendar works. */
  async record(calendar: Connected, claimed: ClaimedPoll, content: CalendarContent): Promise<void> {
    if (content.intervals !== null) {
      const changed = await this.deps.busySources.change(
        await this.#sourceOf(calendar),
        content.intervals,
        content.within,
      );
      if (changed.kind === 'tooMany') return this.#recordFailure(calendar, claimed, tooManyBusyTimes(changed.most));
    }
    // Not while somebody waits for a slot.
    if (content.within === null && content.collections !== null) {
      await this.deps.watch.observe(calendar, content.collections);
    }
    const { failingSince } = claimed.state;
    if (calendar.failure !== null) {
      await this.#note(calendar, { type: 'noteSuccess', failedAt: instantOf(failingSince ?? this.deps.clock.now()) });
    }
    const lastReadAt = this.deps.clock.now();
    const state = { ...content.memory, lastReadAt, failures: 0, failingSince: null, error: null };
    if (content.within === null) return this.#settle(claimed, state);
    // The rest is computed by a poll.
    const now = this.deps.realClock.now();
    await this.deps.polls.settle(claimed, state, now, now);
  }

  /** Forgets all of a calendar but its history: busy times, access, what waits to be written, and when it is to be read. May be called again. */
  async forget(calendarId: string, calendar: ConnectedCalendarState): Promise<void> {
    if (calendar !== null) await this.deps.busySources.change(await this.#sourceOf(calendar), null);
    await this.deps.accesses.forget(calendarId);
    this.deps.reader.forget(calendarId);
    this.deps.watch.forget(calendarId);
    await this.deps.bookings.forget(calendarId);
    // Last: as long as it is polled, an interrupted call is made up for.
    await this.deps.polls.forget(calendarId);
  }

  async #read(
    calendar: Connected,
    before: PollState,
    withinMs: number,
    within: SlotSurroundings | null = null,
  ): Promise<Result<CalendarContent, ReadFailure>> {
    const { calendarId, hostId, kind, settings, contentVersion } = calendar;
    const access = await this.deps.accesses.of(calendarId, kind);
    if (access === null) return fail(accessLost);
    const readable = { calendarId, hostId, settings, access, contentVersion };
    const read = await this.deps.reader.read(readable, before, withinMs, within);
    return read.ok ? ok(read.value) : read;
  }

  /** Whether the host has changed or disconnected the calendar while it was read, so the outcome may be wrong. */
  async #isOutdated(calendar: Connected, content: Result<CalendarContent, ReadFailure>): Promise<boolean> {
    if (content.ok && content.value.intervals === null) return false;
    const { state } = await this.deps.aggregates.load(calendar.calendarId);
    return state?.contentVersion !== calendar.contentVersion || state.isDisconnected;
  }

  /** Leaves the state of the calendar as it was, to be read again at once. */
  async #discard(claimed: ClaimedPoll): Promise<void> {
    const now = this.deps.realClock.now();
    await this.deps.polls.settle(claimed, claimed.state, now, now);
  }

  async #recordFailure(calendar: Connected, claimed: ClaimedPoll, failure: ReadFailure): Promise<void> {
    const { realClock, clock } = this.deps;
    const before = claimed.state;
    const failingSince = before.failingSince ?? realClock.now();
    await this.#note(calendar, { type: 'noteFailure', reason: failure.kind });
    if (realClock.now() - failingSince >= REPORTED_AFTER_MS) {
      await this.#note(calendar, { type: 'reportFailure', failedAt: instantOf(failingSince) });
    }
    const { kind, text, status } = failure;
    const error = { kind, text, ...withoutUndefined({ status }), at: before.error?.at ?? clock.now() };
    // Collections that are gone may be there under another address.
    const collections = failure.kind === 'notFound' ? null : before.collections;
    const failures = before.failures + 1;
    await this.#settle(claimed, { ...before, failures, failingSince, error, collections }, failure.askedForMs);
  }

  async #settle(claimed: ClaimedPoll, state: PollState, askedForMs = 0): Promise<void> {
    const { polls, realClock, random, intervalMs } = this.deps;
    const endedAt = realClock.now();
    const dueAt = nextReadAt({ endedAt, failures: state.failures, askedForMs }, intervalMs, random());
    // If the lease has run out, another instance reads the calendar again.
    await polls.settle(claimed, state, dueAt, endedAt);
  }

  /** A refusal means that the calendar was disconnected meanwhile. */
  async #note(calendar: Connected, command: ConnectedCalendarCommand): Promise<void> {
    const context = this.#context(calendar.calendarId, await this.#workspaceOf(calendar.hostId));
    const noted = await this.deps.aggregates.handle(
      calendar.calendarId,
      command,
      context,
      instantOf(this.deps.clock.now()),
    );
    if (!noted.ok && noted.error.kind === 'conflict') throw new Error(`${calendar.calendarId} changes too often`);
  }

  async #sourceOf({ calendarId, hostId, kind, settings }: Connected) {
    const workspaceId = await this.#workspaceOf(hostId);
    return { hostId, workspaceId, source: { type: kind, id: calendarId, name: settings.name } };
  }

  async #workspaceOf(hostId: string): Promise<string> {
    const host = await this.deps.readModels.get(calendarHosts, hostId);
    if (host === null) throw new Error(`the views do not show host ${hostId} yet`);
    return host.workspaceId;
  }

  #context(calendarId: string, workspaceId: string): CommandContext {
    const commandId = this.deps.ids.uuid();
    return { commandId, correlationId: calendarId, causationId: commandId, workspaceId, by: 'system' };
  }
}
