import { wholeViewsOf } from '@bookonce/kernel/whole-views';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type { CalendarPolls } from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { CalendarServers } from '@bookonce/kernel/ports/calendar-servers';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import {
  BUS,
  CALENDAR_POLLS,
  CALENDAR_SECRETS,
  CLOCK,
  EVENT_STORE,
  IDS,
  READ_MODELS,
  SCHEDULER,
} from '@bookonce/platform/port-tokens';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { Module, type DynamicModule } from '@nestjs/common';
import { BusBusySources } from './use-cases/bus-busy-sources.js';
import { type AccessVault, CalendarAccesses } from './use-cases/calendar-access.js';
import { calendarAggregates } from './use-cases/calendar-aggregates.js';
import { CalendarController } from './use-cases/calendar-controller.js';
import { CalendarPoller } from './use-cases/calendar-poller.js';
import { CalendarReader } from './use-cases/calendar-reader.js';
import { CalendarReads } from './use-cases/calendar-reads.js';
import { CalendarService } from './use-cases/calendar-service.js';
import { FollowCalendars } from './use-cases/follow-calendars.js';
import { FreshenCalendars } from './use-cases/freshen-calendars.js';
import { HeldObjects } from './use-cases/held-objects.js';
import { calendarsProjector } from './views/calendars-projector.js';

export interface CalendarsOptions {
  readonly vault: AccessVault;
  readonly servers: CalendarServers;
  readonly busyReader: BusyReader;
  /** Real time, even while a test sets the product's clock. */
  readonly realClock: Pick<Clock, 'now'>;
  /** In [0, 1): spreads reads over time. */
  readonly random: () => number;
  /** The time between two reads of a calendar. */
  readonly pollMinutes: number;
  /** How far ahead events count. */
  readonly horizonDays: number;
  /** Learns of a read that failed for a reason of the product's own. `calendarId` is null if it is not about one. */
  readonly onError: (error: unknown, calendarId: string | null) => void;
}

const MINUTE_MS = 60_000;

@Module({})
class CalendarsModule {
  static forRoot(options: CalendarsOptions): DynamicModule {
    const { vault, servers, busyReader, realClock, random, pollMinutes, horizonDays, onError } = options;
    const intervalMs = pollMinutes * MINUTE_MS;
    return {
      module: CalendarsModule,
      controllers: [CalendarController],
      providers: [
        {
          provide: CalendarParts,
          inject: [EVENT_STORE, READ_MODELS, BUS, IDS, CLOCK, SCHEDULER, CALENDAR_SECRETS, CALENDAR_POLLS],
          useFactory: (
            store: EventStore,
            stored: ReadModels,
            bus: Bus,
            ids: Ids,
            clock: Clock,
            scheduler: Scheduler,
            secrets: CalendarSecrets,
            polls: CalendarPolls,
          ): CalendarParts => {
            const readModels = wholeViewsOf(stored);
            const aggregates = calendarAggregates(store, ids);
            const accesses = new CalendarAccesses(secrets, vault);
            const held = new HeldObjects();
            const reader = new CalendarReader({ servers, busyReader, readModels, held, clock, scheduler, horizonDays });
            const busySources = new BusBusySources(bus, ids);
            const common = { aggregates, accesses, reader, polls, readModels, clock, realClock };
            const reads = new CalendarReads({ ...common, busySources, ids, random, intervalMs });
            const poller = { reads, polls, readModels, scheduler, realClock, random, intervalMs, onError };
            return new CalendarParts(
              new CalendarService({ ...common, reads, store, scheduler, horizonDays }),
              new FreshenCalendars({ reads, polls, readModels, clock, scheduler, onError }),
              new FollowCalendars({ aggregates, reads, polls, readModels, realClock }),
              () => new CalendarPoller(poller),
            );
          },
        },
        { provide: CalendarService, inject: [CalendarParts], useFactory: ({ service }: CalendarParts) => service },
        { provide: FreshenCalendars, inject: [CalendarParts], useFactory: ({ fresh }: CalendarParts) => fresh },
        { provide: FollowCalendars, inject: [CalendarParts], useFactory: ({ follow }: CalendarParts) => follow },
      ],
    };
  }
}

/** The parts of the service, which share their caches. */
class CalendarParts {
  constructor(
    readonly service: CalendarService,
    readonly fresh: FreshenCalendars,
    readonly follow: FollowCalendars,
    readonly poller: () => CalendarPoller,
  ) {}
}

/** The calendar service: calendars of hosts on servers of others, read for the times at which their hosts are busy. */
export const calendarsParts = (options: CalendarsOptions): ServiceParts => ({
  name: 'calendar',
  modules: [CalendarsModule.forRoot(options)],
  categories: ['connectedCalendar'],
  projectors: [calendarsProjector],
  timers: () => [],
  runners: (app) => [app.get(CalendarParts).poller()],
});
