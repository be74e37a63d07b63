import { hostOfHolidays } from '@bookonce/contracts/values/busy-source';
import type { Language } from '@bookonce/contracts/values/language';
import type { CalendarPolls, ClaimedPoll } from '@bookonce/kernel/ports/calendar-polls';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { PlaceHolidays, PublicHolidays } from '@bookonce/kernel/ports/public-holidays';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { hash } from 'node:crypto';
import { daysWithin, holidayIntervals } from '../domain/holiday-intervals.js';
import { horizonAt, nextReadAt } from '../domain/poll-schedule.js';
import { calendarHosts } from '../views/calendar-documents.js';
import type { BusySources } from './busy-sources.js';
import type { HolidayAggregates } from './holiday-aggregates.js';

export interface HolidayReadsDeps {
  readonly aggregates: Pick<HolidayAggregates, 'load'>;
  readonly holidays: Pick<PublicHolidays, 'days'>;
  readonly busySources: BusySources;
  readonly polls: Pick<CalendarPolls, 'settle' | 'forget'>;
  readonly readModels: Pick<ReadModels, 'get'>;
  /** The product's clock: the horizon follows it. */
  readonly clock: Pick<Clock, 'now'>;
  /** Real time, for leases and pauses. */
  readonly realClock: Pick<Clock, 'now'>;
  /** In [0, 1). */
  readonly random: () => number;
  /** How far ahead holidays count. */
  readonly horizonDays: number;
  /** The language in which the source of busy times is named. */
  readonly language: Language;
  /** Learns that the days could not be found. */
  readonly onError: (error: unknown, sourceId: string) => void;
}

/** Only the horizon moves by itself, once a day. */
const EVERY_MS = 60 * 60_000;

/** Sends the holidays of hosts to the availability service. They are polled like calendars, under the id of their source. */
export class HolidayReads {
  constructor(private readonly deps: HolidayReadsDeps) {}

  /**
   * Sends the days of a claimed host, if something that they depend on has changed since the last time. Returns the
   * position of the change; null if there was none. Rejects, and leaves the claim to run out, if a server of the product
   * is lost.
   */
  async run(claimed: ClaimedPoll): Promise<Position | null> {
    const { aggregates, readModels, clock, horizonDays, language } = this.deps;
    const { calendarId: sourceId } = claimed;
    const hostId = hostOfHolidays(sourceId);
    if (hostId === null) throw new Error(`${sourceId} are no holidays`);
    // The holder of the claim reads the newest settings, so an older set never replaces a newer one.
    const { state: settings } = await aggregates.load(hostId);
    const host = await readModels.get(calendarHosts, hostId);
    if (host === null) throw new Error(`the views do not show host ${hostId} yet`);
    if (settings === null) return this.#end(sourceId, hostId, host.workspaceId);

    const horizon = horizonAt(clock.now(), horizonDays);
    const { timeZone, workspaceId } = host;
    const basis = `${horizon.from}/${hash('sha256', JSON.stringify([horizon, settings, timeZone, language]))}`;
    if (claimed.state.basis === basis) {
      await this.#settle(claimed, { basis });
      return null;
    }
    const { country, region, off } = settings;
    const found = await this.#days(claimed, { country, region, ...daysWithin(horizon), language });
    if (found === null) return null;
    const intervals = holidayIntervals(found.days, off, timeZone);
    const source = { type: 'holidays', id: sourceId, name: found.placeName } as const;
    const changed = await this.deps.busySources.change({ hostId, workspaceId, source }, intervals);
    await this.#settle(claimed, { basis, busyCount: intervals.length });
    return changed.kind === 'done' ? changed.position : null;
  }

  /** The source is emptied and not removed, because a host may choose holidays again. May be called again. */
  async #end(sourceId: string, hostId: string, workspaceId: string): Promise<Position | null> {
    const source = { type: 'holidays', id: sourceId, name: 'Holidays' } as const;
    const changed = await this.deps.busySources.change({ hostId, workspaceId, source }, []);
    // Last: as long as they are polled, an interrupted call is made up for.
    await this.deps.polls.forget(sourceId);
    return changed.kind === 'done' ? changed.position : null;
  }

  /** Null if they cannot be found now: the busy times stay as they are, and it is tried again later. */
  async #days(claimed: ClaimedPoll, query: Parameters<PublicHolidays['days']>[0]): Promise<PlaceHolidays | null> {
    try {
      const found = await this.deps.holidays.days(query);
      if (found !== null) return found;
      throw new Error(`no holidays of ${query.country} ${query.region ?? ''} are known any more`);
    } catch (error) {
      this.deps.onError(error, claimed.calendarId);
      const { realClock, random, polls } = this.deps;
      const now = realClock.now();
      const failures = claimed.state.failures + 1;
      const dueAt = nextReadAt({ endedAt: now, failures }, RETRY_MS, random());
      await polls.settle(claimed, { ...claimed.state, failures }, dueAt, now);
      return null;
    }
  }

  async #settle(claimed: ClaimedPoll, known: { readonly basis: string; readonly busyCount?: number }): Promise<void> {
    const { polls, realClock, clock, random } = this.deps;
    const now = realClock.now();
    const dueAt = nextReadAt({ endedAt: now, failures: 0 }, EVERY_MS, random());
    await polls.settle(claimed, { ...claimed.state, ...known, failures: 0, lastReadAt: clock.now() }, dueAt, now);
  }
}

/** After a failure of the thread that knows the days. */
const RETRY_MS = 60_000;
