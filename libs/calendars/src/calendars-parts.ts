import { consoleBookingUrl } from '@bookonce/contracts/values/console-urls';
import type { Language } from '@bookonce/contracts/values/language';
import { atMost } from '@bookonce/kernel/at-most';
import { DeliveryRunner } from '@bookonce/kernel/delivery-runner';
import type { Runner } from '@bookonce/kernel/leased-runner';
import { wholeViewsOf } from '@bookonce/kernel/whole-views';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type { CalendarPolls, ClaimedPoll } from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { CalendarServers } from '@bookonce/kernel/ports/calendar-servers';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Deliveries } from '@bookonce/kernel/ports/deliveries';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { PublicHolidays } from '@bookonce/kernel/ports/public-holidays';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { WrittenEvents } from '@bookonce/kernel/ports/written-events';
import type { Metrics } from '@bookonce/platform/metrics';
import {
  BUS,
  CALENDAR_POLLS,
  CALENDAR_SECRETS,
  CLOCK,
  DELIVERIES,
  EVENT_STORE,
  IDS,
  READ_MODELS,
  SCHEDULER,
  WRITTEN_EVENTS,
} from '@bookonce/platform/port-tokens';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { hostOfHolidays } from '@bookonce/contracts/values/busy-source';
import { Module, type DynamicModule } from '@nestjs/common';
import { BookedMeetings } from './use-cases/booked-meetings.js';
import { BookingDeliveries, TO_CALENDAR } from './use-cases/booking-deliveries.js';
import { BookingDeliveriesController } from './use-cases/booking-deliveries-controller.js';
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
import { holidayAggregates } from './use-cases/holiday-aggregates.js';
import { HolidayReads } from './use-cases/holiday-reads.js';
import { HolidaysController } from './use-cases/holidays-controller.js';
import { HolidaysService } from './use-cases/holidays-service.js';
import { HeldObjects } from './use-cases/held-objects.js';
import { WatchWrittenEvents } from './use-cases/watch-written-events.js';
import { WriteBookings } from './use-cases/write-bookings.js';
import { calendarsProjector } from './views/calendars-projector.js';

export interface CalendarsOptions {
  readonly vault: AccessVault;
  readonly servers: CalendarServers;
  readonly busyReader: BusyReader;
  readonly publicHolidays: PublicHolidays;
  /** Real time, even while a test sets the product's clock. */
  readonly realClock: Pick<Clock, 'now'>;
  /** In [0, 1): spreads reads over time. */
  readonly random: () => number;
  /** The time between two reads of a calendar. */
  readonly pollMinutes: number;
  /** How far ahead events and holidays count. */
  readonly horizonDays: number;
  /** Learns of a read that failed for a reason of the product's own. `calendarId` is null if it is not about one. */
  readonly onError: (error: unknown, calendarId: string | null) => void;
  /** The language of events for hosts, and of the names of places with holidays. */
  readonly language: Language;
  /** Prefix of the links in events; without a slash at the end. */
  readonly baseUrl: string;
  /** Learns of a delivery that failed. Both are null if the deliveries themselves cannot be reached. */
  readonly onDeliveryError: (error: unknown, calendarId: string | null) => void;
  /** Learns of a booking that will not be written, and why, without secrets. */
  readonly onGivenUp: (calendarId: string, reason: string) => void;
  /** How often to look for calendars that are due, in ms; default 1 s. */
  readonly lookForPollsEveryMs?: number | undefined;
  /** How often to look for deliveries that another instance has added, in ms; default 5 s. */
  readonly lookForDeliveriesEveryMs?: number | undefined;
}

const MINUTE_MS = 60_000;
/** A process that stops does not wait for slow servers of others. */
const STOP_WITHIN_MS = 3_000;

@Module({})
class CalendarsModule {
  static forRoot(options: CalendarsOptions): DynamicModule {
    return {
      module: CalendarsModule,
      controllers: [CalendarController, HolidaysController, BookingDeliveriesController],
      providers: [
        {
          provide: CalendarParts,
          inject: [
            EVENT_STORE,
            READ_MODELS,
            BUS,
            IDS,
            CLOCK,
            SCHEDULER,
            CALENDAR_SECRETS,
            CALENDAR_POLLS,
            DELIVERIES,
            WRITTEN_EVENTS,
          ],
          useFactory: (
            store: EventStore,
            readModels: ReadModels,
            bus: Bus,
            ids: Ids,
            clock: Clock,
            scheduler: Scheduler,
            secrets: CalendarSecrets,
            polls: CalendarPolls,
            deliveries: Deliveries,
            written: WrittenEvents,
          ): CalendarParts =>
            assembleCalendars(options, {
              store,
              readModels,
              bus,
              ids,
              clock,
              scheduler,
              secrets,
              polls,
              deliveries,
              written,
            }),
        },
        { provide: CalendarService, inject: [CalendarParts], useFactory: ({ service }: CalendarParts) => service },
        { provide: HolidaysService, inject: [CalendarParts], useFactory: ({ holidays }: CalendarParts) => holidays },
        { provide: FreshenCalendars, inject: [CalendarParts], useFactory: ({ fresh }: CalendarParts) => fresh },
        { provide: BookingDeliveries, inject: [CalendarParts], useFactory: ({ bookings }: CalendarParts) => bookings },
        { provide: FollowCalendars, inject: [CalendarParts], useFactory: ({ follow }: CalendarParts) => follow },
      ],
    };
  }
}

/** The parts of the service, which share their caches. */
export class CalendarParts {
  constructor(
    readonly service: CalendarService,
    readonly holidays: HolidaysService,
    readonly fresh: FreshenCalendars,
    readonly follow: FollowCalendars,
    readonly bookings: BookingDeliveries,
    readonly poller: () => CalendarPoller,
    readonly writer: Runner,
    readonly deliveries: Pick<Deliveries, 'count'>,
    readonly givenUp: GivenUp,
  ) {}

  measure(metrics: Metrics): void {
    metrics.gaugeOf('bookonce_deliveries_waiting', 'Deliveries to servers of others that wait to be made', () =>
      this.deliveries.count(),
    );
    this.givenUp.onCounted = () => metrics.deliveryGivenUp(TO_CALENDAR);
  }
}

/** The ports of the service. */
export interface CalendarPorts {
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly bus: Pick<Bus, 'request'>;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly secrets: CalendarSecrets;
  readonly polls: CalendarPolls;
  readonly deliveries: Deliveries;
  readonly written: WrittenEvents;
}

/** Connects the parts of one instance of the service. */
export const assembleCalendars = (
  options: CalendarsOptions,
  { store, readModels: stored, bus, ids, clock, scheduler, secrets, polls, deliveries, written }: CalendarPorts,
): CalendarParts => {
  const { vault, servers, busyReader, realClock, random, pollMinutes, horizonDays, onError } = options;
  const { publicHolidays: holidays, language, baseUrl, onDeliveryError, onGivenUp } = options;
  const intervalMs = pollMinutes * MINUTE_MS;
  const readModels = wholeViewsOf(stored);
  const aggregates = calendarAggregates(store, ids);
  const accesses = new CalendarAccesses(secrets, vault);
  const held = new HeldObjects();
  const reader = new CalendarReader({ servers, busyReader, readModels, held, clock, scheduler, horizonDays });
  const busySources = new BusBusySources(bus, ids);
  const common = { aggregates, accesses, reader, polls, readModels, clock, realClock };
  const bookingUrlOf = (bookingId: string): string => consoleBookingUrl(baseUrl, bookingId);
  const meetings = new BookedMeetings({ store, readModels, language, bookingUrlOf });
  const writing = { aggregates, accesses, meetings, written, polls, servers, busyReader, clock, scheduler };
  const writer = new WriteBookings(writing);
  const givenUp = new GivenUp();
  const runner = new DeliveryRunner({
    deliveries,
    kind: TO_CALENDAR,
    lookAgainMs: options.lookForDeliveriesEveryMs,
    clock: realClock,
    scheduler,
    deliver: (delivery) => writer.deliver(delivery),
    onGivenUp: async (delivery, reason) => {
      await writer.giveUp(delivery, reason);
      givenUp.count();
      onGivenUp(delivery.subject, reason);
    },
    onError: (error, delivery) => onDeliveryError(error, delivery?.subject ?? null),
  });
  const adding = { deliveries, written, readModels, ids, clock, realClock, onAdded: () => runner.poke() };
  const bookings = new BookingDeliveries(adding);
  const watch = new WatchWrittenEvents({ written, bookings, busyReader, readModels, clock });
  const reads = new CalendarReads({ ...common, busySources, bookings, watch, ids, random, intervalMs });
  const chosen = holidayAggregates(store, ids);
  const finding = { aggregates: chosen, holidays, polls, readModels, clock, realClock, horizonDays };
  const holidayReads = new HolidayReads({ ...finding, busySources, random, language, onError });
  const polled = {
    claimDue: (limit: number) => reads.claimDue(limit),
    run: (claimed: ClaimedPoll, withinMs: number) =>
      hostOfHolidays(claimed.calendarId) === null ? reads.run(claimed, withinMs) : holidayReads.run(claimed),
  };
  const polling = { reads: polled, polls, readModels, scheduler, realClock, random, intervalMs, onError };
  const poller = { ...polling, lookEveryMs: options.lookForPollsEveryMs };
  return new CalendarParts(
    new CalendarService({ ...common, reads, written, store, scheduler, horizonDays }),
    new HolidaysService({ ...finding, claims: reads, reads: holidayReads, store, scheduler }),
    new FreshenCalendars({ reads, polls, readModels, clock, scheduler, onError }),
    new FollowCalendars({ aggregates, reads, polls, readModels, realClock }),
    bookings,
    () => new CalendarPoller(poller),
    { start: () => runner.start(), stop: () => atMost(scheduler, STOP_WITHIN_MS, runner.stop()) },
    deliveries,
    givenUp,
  );
};

/** Counts deliveries that were given up, once somebody measures them. */
class GivenUp {
  onCounted: () => void = () => undefined;

  count(): void {
    this.onCounted();
  }
}

/** The calendar service: calendars of hosts on servers of others, read for the times at which their hosts are busy. */
export const calendarsParts = (options: CalendarsOptions): ServiceParts => ({
  name: 'calendar',
  modules: [CalendarsModule.forRoot(options)],
  categories: ['connectedCalendar', 'holidays'],
  projectors: [calendarsProjector],
  timers: () => [],
  runners: (app) => [app.get(CalendarParts).poller(), app.get(CalendarParts).writer],
  measure: (app, metrics) => app.get(CalendarParts).measure(metrics),
});
