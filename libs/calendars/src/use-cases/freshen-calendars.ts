import type {
  checkFreshness,
  Freshened,
  freshenCalendars,
  Freshness,
} from '@bookonce/contracts/commands/fresh-calendars';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import type { CommandReply } from '@bookonce/contracts/replies';
import { atMost } from '@bookonce/kernel/at-most';
import { everyDocument } from '@bookonce/kernel/every-document';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { BusyInterval } from '@bookonce/kernel/ports/busy-reader';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { type CalendarPolls, NEVER_READ, type PollState } from '@bookonce/kernel/ports/calendar-polls';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { ok } from '@bookonce/kernel/result';
import { connectedCalendars, type ConnectedCalendarDocument } from '../views/calendar-documents.js';
import type { SlotSurroundings } from './calendar-reader.js';
import type { CalendarReads } from './calendar-reads.js';

export interface FreshenCalendarsDeps {
  readonly reads: Pick<CalendarReads, 'claim' | 'runFresh'>;
  readonly polls: Pick<CalendarPolls, 'states'>;
  readonly readModels: Pick<ReadModels, 'list'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'now' | 'wait' | 'deadline'>;
  readonly onError: (error: unknown, calendarId: string) => void;
}

/** An attendee waits. */
const DEADLINE_MS = 1_500;
/** Times that were read so long ago are still good. */
const FRESH_MS = 60_000;
/** A calendar that has just failed is not tried again so soon. */
const REST_MS = 10_000;
const LOOK_EVERY_MS = 50;
const DAY_MS = 24 * 60 * 60_000;

/** Reads calendars before a slot is decided, so that a change of the last minutes counts. */
export class FreshenCalendars {
  /** Reads in flight, which attempts at slots of the same day share. */
  readonly #inFlight = new Map<string, Promise<unknown>>();
  /** When calendars failed last, in scheduler time. */
  readonly #failed = new Map<string, number>();

  constructor(private readonly deps: FreshenCalendarsDeps) {}

  /**
   * Reads all calendars of these hosts that are not fresh, under one deadline of 1.5 s. Names the hosts with a calendar
   * that could not be read and has to be.
   */
  async freshen({
    payload,
  }: CommandMessage<PayloadOf<typeof freshenCalendars>>): Promise<CommandReply<never, Freshened>> {
    const calendars = await this.#calendarsOf(payload.hostIds);
    const within = aroundSlot(payload);
    const stale = await this.#toRead(calendars, within);
    if (stale.length === 0) return ok({ unreadableHostIds: [], position: null });
    const until = this.deps.scheduler.now() + DEADLINE_MS;
    const reading = stale.map((calendar) => this.#shared(calendar.id, within, until));
    await atMost(this.deps.scheduler, DEADLINE_MS, Promise.all(reading));
    const strict = stale.filter(({ whenUnreachable }) => whenUnreachable === 'refuse');
    const unread = strict.length === 0 ? [] : await this.#staleOf(strict, within);
    return ok({ unreadableHostIds: [...new Set(unread.map(({ hostId }) => hostId))], position: null });
  }

  /** Answers whether {@link freshen} would have nothing to read. */
  async checkFreshness({
    payload,
  }: CommandMessage<PayloadOf<typeof checkFreshness>>): Promise<CommandReply<never, Freshness>> {
    const stale = await this.#staleOf(await this.#calendarsOf(payload.hostIds), aroundSlot(payload));
    return ok({ areFresh: stale.length === 0, position: null });
  }

  async #calendarsOf(hostIds: readonly string[]): Promise<readonly ConnectedCalendarDocument[]> {
    const calendars: ConnectedCalendarDocument[] = [];
    const list = async (hostId: string): Promise<void> => {
      const query = { where: { hostId } };
      for await (const one of everyDocument(this.deps.readModels, connectedCalendars, query)) calendars.push(one);
    };
    await Promise.all(hostIds.map(list));
    return calendars;
  }

  /** Bookings are written to accounts, so the event of one that moves can only be there. */
  async #toRead(
    calendars: readonly ConnectedCalendarDocument[],
    within: SlotSurroundings,
  ): Promise<readonly ConnectedCalendarDocument[]> {
    const stale = new Set(await this.#staleOf(calendars, within));
    return calendars.filter((one) => stale.has(one) || (within.moved !== undefined && one.kind === 'caldav'));
  }

  async #staleOf(
    calendars: readonly ConnectedCalendarDocument[],
    within: BusyInterval,
  ): Promise<readonly ConnectedCalendarDocument[]> {
    if (calendars.length === 0) return [];
    const states = await this.deps.polls.states(calendars.map(({ id }) => id));
    return calendars.filter(({ id }) => !this.#isFresh(states.get(id) ?? NEVER_READ, within));
  }

  /** A read for another slot tells nothing new about this one. */
  #isFresh({ lastReadAt, error, computedWithin = null }: PollState, within: BusyInterval): boolean {
    if (lastReadAt === null || error !== null) return false;
    // A clock that was ahead for a moment must not make a read fresh for long (I20).
    const isRecent = Math.abs(this.deps.clock.now() - lastReadAt) <= FRESH_MS;
    return isRecent && (computedWithin === null || contains(computedWithin, within));
  }

  /** Whether it failed so recently that it is not read again. */
  #isResting(calendarId: string): boolean {
    const failedAt = this.#failed.get(calendarId);
    return failedAt !== undefined && this.deps.scheduler.now() - failedAt < REST_MS;
  }

  #shared(calendarId: string, within: SlotSurroundings, until: number): Promise<unknown> {
    if (this.#isResting(calendarId)) return Promise.resolve();
    const key = [calendarId, within.start, within.end, within.moved?.uid ?? ''].join(' ');
    const known = this.#inFlight.get(key);
    if (known !== undefined) return known;
    const reading = this.#read(calendarId, within, until)
      .catch((error: unknown) => this.deps.onError(error, calendarId))
      .finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, reading);
    return reading;
  }

  async #read(calendarId: string, within: SlotSurroundings, until: number): Promise<void> {
    const { reads, polls, scheduler } = this.deps;
    for (;;) {
      // A read for another slot may have failed meanwhile.
      if (this.#isResting(calendarId) || scheduler.now() >= until) return;
      const claimed = await reads.claim(calendarId);
      if (claimed !== null) {
        const isRead = await reads.runFresh(claimed, Math.max(0, until - scheduler.now()), within);
        if (isRead) this.#failed.delete(calendarId);
        else this.#failed.set(calendarId, scheduler.now());
        return;
      }
      // A read in flight that began a moment ago will do.
      const state = (await polls.states([calendarId])).get(calendarId);
      if (state === undefined || (within.moved === undefined && this.#isFresh(state, within))) return;
      await scheduler.wait(LOOK_EVERY_MS);
    }
  }
}

const contains = (whole: BusyInterval, part: BusyInterval): boolean =>
  whole.start <= part.start && part.end <= whole.end;

/** Three days: the day before the slot, the slot's, and the day after. */
const aroundSlot = ({ start, end, movedBooking }: PayloadOf<typeof freshenCalendars>): SlotSurroundings => ({
  start: instantOf(Math.floor(epochMsOf(start) / DAY_MS) * DAY_MS - DAY_MS),
  end: instantOf(Math.ceil(epochMsOf(end) / DAY_MS) * DAY_MS + DAY_MS),
  ...(movedBooking === undefined ? {} : { moved: { uid: calendarUidOf(movedBooking), start, end } }),
});
