import { assembleCalendars, type CalendarParts } from '@bookonce/calendars/calendars-parts';
import type { Runner } from '@bookonce/kernel/leased-runner';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { simulatedVault } from '../ports/simulated-ids.js';
import type { CalendarServicePorts } from './calendar-world.js';
import { noHolidays } from './no-holidays.js';

export interface CalendarBootDeps {
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly bus: Pick<Bus, 'request'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly ports: CalendarServicePorts;
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

/** Each look is a step, so an instance looks less often than in production. */
const LOOK_FOR_POLLS_MS = 30_000;
const LOOK_FOR_DELIVERIES_MS = 60_000;
const POLL_MINUTES = 5;
const HORIZON_DAYS = 60;

/** The calendar service as it runs in production, but for the ports around it. */
export const bootCalendarParts = (deps: CalendarBootDeps): CalendarParts => {
  const { ports, clock, random, onError, ...connections } = deps;
  const { servers, busyReader, ...stores } = ports;
  return assembleCalendars(
    {
      vault: simulatedVault,
      servers,
      busyReader,
      publicHolidays: noHolidays,
      realClock: clock,
      random,
      pollMinutes: POLL_MINUTES,
      horizonDays: HORIZON_DAYS,
      onError,
      language: 'en',
      baseUrl: 'https://book.example.com',
      onDeliveryError: onError,
      onGivenUp: (calendarId, reason) => onError(new Error(`a delivery to ${calendarId} was given up: ${reason}`)),
      lookForPollsEveryMs: LOOK_FOR_POLLS_MS,
      lookForDeliveriesEveryMs: LOOK_FOR_DELIVERIES_MS,
    },
    { ...connections, ...stores, clock },
  );
};

/** The runners of one instance, which can rest and go on. */
export class CalendarRunners {
  #running: readonly Runner[] = [];

  constructor(private readonly parts: CalendarParts) {}

  start(): void {
    if (this.#running.length > 0) return;
    this.#running = [this.parts.poller(), this.parts.writer];
    for (const runner of this.#running) runner.start();
  }

  stop(): void {
    for (const runner of this.#running) void runner.stop();
    this.#running = [];
  }
}
