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
  /** Reads in flight, which several attempts share. */
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
    const stale = await this.#toRead(calendars, payload.movedBooking);
    if (stale.length === 0) return ok({ unreadableHostIds: [], position: null });
    const until = this.deps.scheduler.now() + DEADLINE_MS;
    const reading = stale.map((calendar) => this.#shared(calendar.id, aroundSlot(payload), until));
    await atMost(this.deps.scheduler, DEADLINE_MS, Promise.all(reading));
    const strict = stale.filter(({ whenUnreachable }) => whenUnreachable === 'refuse');
    const unread = strict.length === 0 ? [] : await this.#staleOf(strict);
    return ok({ unreadableHostIds: [...new Set(unread.map(({ hostId }) => hostId))], position: null });
  }

  /** Answers whether {@link freshen} would have nothing to read. */
  async checkFreshness({
    payload,
  }: CommandMessage<PayloadOf<typeof checkFreshness>>): Promise<CommandReply<never, Freshness>> {
    const stale = await this.#staleOf(await this.#calendarsOf(payload.hostIds));
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
    movedBooking: string | undefined,
  ): Promise<readonly ConnectedCalendarDocument[]> {
    const stale = new Set(await this.#staleOf(calendars));
    return calendars.filter((one) => stale.has(one) || (movedBooking !== undefined && one.kind === 'caldav'));
  }

  async #staleOf(calendars: readonly ConnectedCalendarDocument[]): Promise<readonly ConnectedCalendarDocument[]> {
    if (calendars.length === 0) return [];
    const states = await this.deps.polls.states(calendars.map(({ id }) => id));
    return calendars.filter(({ id }) => !this.#isFresh(states.get(id) ?? NEVER_READ));
  }

  #isFresh({ lastReadAt, error }: PollState): boolean {
    return lastReadAt !== null && error === null && this.deps.clock.now() - lastReadAt <= FRESH_MS;
  }

  #shared(calendarId: string, within: SlotSurroundings, until: number): Promise<unknown> {
    const failedAt = this.#failed.get(calendarId);
    if (failedAt !== undefined && this.deps.scheduler.now() - failedAt < REST_MS) return Promise.resolve();
    const key = `${calendarId} ${within.moved?.uid ?? ''}`;
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
      const claimed = await reads.claim(calendarId);
      const left = until - scheduler.now();
      if (claimed !== null) {
        const isRead = await reads.runFresh(claimed, Math.max(0, left), within);
        if (isRead) this.#failed.delete(calendarId);
        else this.#failed.set(calendarId, scheduler.now());
        return;
      }
      // A read in flight that began a moment ago will do.
      const state = (await polls.states([calendarId])).get(calendarId);
      if (left <= 0 || state === undefined) return;
      if (within.moved === undefined && this.#isFresh(state)) return;
      await scheduler.wait(LOOK_EVERY_MS);
    }
  }
}

/** Three days: the day before the slot, the slot's, and the day after. */
const aroundSlot = ({ start, end, movedBooking }: PayloadOf<typeof freshenCalendars>): SlotSurroundings => ({
  start: instantOf(Math.floor(epochMsOf(start) / DAY_MS) * DAY_MS - DAY_MS),
  end: instantOf(Math.ceil(epochMsOf(end) / DAY_MS) * DAY_MS + DAY_MS),
  ...(movedBooking === undefined ? {} : { moved: { uid: calendarUidOf(movedBooking), start, end } }),
});
