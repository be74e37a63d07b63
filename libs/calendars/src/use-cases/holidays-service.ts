import type {
  findHolidays,
  HolidaysRefusal,
  HolidaysReply,
  HostHolidays,
  listHolidayCountries,
  setHolidays,
} from '@bookonce/contracts/commands/holidays';
import type { CommandDefinition, PayloadOf } from '@bookonce/contracts/define-command';
import type { CommandReply, Done, InvalidRefusal } from '@bookonce/contracts/replies';
import { holidaysSourceId } from '@bookonce/contracts/values/busy-source';
import type { Language } from '@bookonce/contracts/values/language';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { CalendarPolls } from '@bookonce/kernel/ports/calendar-polls';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { HolidayCountry, PublicHolidays } from '@bookonce/kernel/ports/public-holidays';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { fail, ok, unreachable } from '@bookonce/kernel/result';
import { localDay } from '../domain/holiday-intervals.js';
import type {
  ComingHolidays,
  HostHolidaysCommand,
  HostHolidaysRefusal,
  HostHolidaysState,
} from '../domain/host-holidays.js';
import { horizonAt } from '../domain/poll-schedule.js';
import type { CalendarReads } from './calendar-reads.js';
import { claimSoon } from './claim-soon.js';
import type { HolidayAggregates } from './holiday-aggregates.js';
import type { HolidayReads } from './holiday-reads.js';
import { knownHost } from './known-host.js';

export interface HolidaysServiceDeps {
  readonly aggregates: HolidayAggregates;
  readonly holidays: Pick<PublicHolidays, 'countries' | 'days'>;
  readonly claims: Pick<CalendarReads, 'claim'>;
  readonly reads: Pick<HolidayReads, 'run'>;
  readonly polls: Pick<CalendarPolls, 'add' | 'settle'>;
  readonly store: Pick<EventStore, 'head'>;
  readonly readModels: Pick<ReadModels, 'get' | 'waitFor'>;
  readonly scheduler: Pick<Scheduler, 'now' | 'wait'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly realClock: Pick<Clock, 'now'>;
  readonly horizonDays: number;
}

type Message<Command extends CommandDefinition> = CommandMessage<PayloadOf<Command>>;

/** Answers the commands of contracts/commands/holidays. */
export class HolidaysService {
  constructor(private readonly deps: HolidaysServiceDeps) {}

  /** The busy times of the host have changed when this is answered. */
  async set({
    payload,
    context,
  }: Message<typeof setHolidays>): Promise<CommandReply<HolidaysRefusal | InvalidRefusal, HolidaysReply>> {
    const { hostId, settings, language } = payload;
    const { aggregates, claims, reads, polls, scheduler, clock, realClock } = this.deps;
    const host = await knownHost(this.deps, hostId, context);
    if (host === null) return fail({ kind: 'hostUnknown' });
    const command: HostHolidaysCommand =
      settings === null
        ? { type: 'end', hostId }
        : {
            type: 'choose',
            hostId,
            settings,
            regions: await this.#regionsOf(settings.country),
            coming: await this.#coming(settings, host.timeZone),
          };
    // Polled first: whatever a crash interrupts from here on, a poll makes up for.
    const sourceId = holidaysSourceId(hostId);
    await polls.add([sourceId], realClock.now());
    const claimed = await claimSoon(() => claims.claim(sourceId), scheduler);
    if (claimed === null) return fail({ kind: 'conflict' });
    const handled = await aggregates.handle(hostId, command, context, instantOf(clock.now()));
    if (!handled.ok) {
      const now = realClock.now();
      await polls.settle(claimed, claimed.state, now, now);
      return handled.error.kind === 'conflict'
        ? fail(handled.error)
        : fail(invalid(handled.error, settings?.off ?? []));
    }
    const position = await reads.run(claimed);
    return ok({ holidays: await this.#shown(handled.value.state, host.timeZone, language), position });
  }

  async find({
    payload: { hostId, language },
    context,
  }: Message<typeof findHolidays>): Promise<CommandReply<HolidaysRefusal, HolidaysReply>> {
    const host = await knownHost(this.deps, hostId, context);
    if (host === null) return fail({ kind: 'hostUnknown' });
    const { state } = await this.deps.aggregates.load(hostId);
    return ok({ holidays: await this.#shown(state, host.timeZone, language), position: null });
  }

  async countries({
    payload: { language },
  }: Message<typeof listHolidayCountries>): Promise<
    CommandReply<never, { readonly countries: readonly HolidayCountry[] } & Done>
  > {
    return ok({ countries: await this.deps.holidays.countries(language), position: null });
  }

  /** Null for an unknown country. */
  async #regionsOf(country: string): Promise<readonly string[] | null> {
    const countries = await this.deps.holidays.countries(NAMED_ANYHOW);
    const found = countries.find((one) => one.country === country);
    return found?.regions.map(({ region }) => region) ?? null;
  }

  /** Without days that are off, nobody asks for the dates. */
  async #coming(settings: NonNullable<HostHolidaysState>, timeZone: string): Promise<ComingHolidays> {
    const { days, ...span } = await this.#daysOf(settings, timeZone, NAMED_ANYHOW, settings.off.length > 0);
    return { ...span, dates: days.map(({ date }) => date) };
  }

  async #daysOf(
    { country, region }: NonNullable<HostHolidaysState>,
    timeZone: string,
    language: Language,
    areNeeded = true,
  ) {
    const { holidays, clock, horizonDays } = this.deps;
    const now = clock.now();
    const span = { from: localDay(now, timeZone), to: horizonAt(now, horizonDays).to.slice(0, 10) };
    const found = areNeeded ? await holidays.days({ country, region, ...span, language }) : null;
    return { ...span, days: found?.days ?? [] };
  }

  async #shown(settings: HostHolidaysState, timeZone: string, language: Language): Promise<HostHolidays> {
    if (settings === null) return { settings, days: [] };
    const { days } = await this.#daysOf(settings, timeZone, language);
    return { settings, days: days.map((day) => ({ ...day, isOff: settings.off.includes(day.date) })) };
  }
}

/** Where only codes matter. */
const NAMED_ANYHOW: Language = 'en';

const invalid = (refusal: HostHolidaysRefusal, off: readonly string[]): InvalidRefusal => {
  switch (refusal.kind) {
    case 'countryUnknown': {
      const message = 'must be one of GET /v1/holiday-countries, such as DE';
      return { kind: 'invalid', errors: [{ path: 'country', message, kind: refusal.kind }] };
    }
    case 'regionUnknown': {
      const { regions } = refusal;
      const message =
        regions.length === 0 ? 'must be left out: the country has no regions' : `must be one of ${regions.join(', ')}`;
      return { kind: 'invalid', errors: [{ path: 'region', message, kind: refusal.kind }] };
    }
    case 'notHolidays': {
      const { kind, dates, to } = refusal;
      const message = `must be one of the "days" that GET shows, which are known until before ${to}`;
      return {
        kind: 'invalid',
        errors: dates.map((date) => ({ path: `off.${off.indexOf(date)}`, message: `${date} ${message}`, kind })),
      };
    }
    default:
      return unreachable(refusal);
  }
};
