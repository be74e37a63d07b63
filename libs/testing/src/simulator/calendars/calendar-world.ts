import { readBusyTimes } from '@bookonce/adapter-icalendar/read-busy-times';
import { MemoryCalendarPolls, MemoryCalendarSecrets } from '@bookonce/adapter-memory/calendar-records';
import { MemoryDeliveries } from '@bookonce/adapter-memory/deliveries';
import { MemoryWrittenEvents } from '@bookonce/adapter-memory/written-events';
import { TO_CALENDAR } from '@bookonce/calendars/use-cases/booking-deliveries';
import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type { CalendarPolls } from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { CalendarServers } from '@bookonce/kernel/ports/calendar-servers';
import type { Deliveries } from '@bookonce/kernel/ports/deliveries';
import type { WrittenEvents } from '@bookonce/kernel/ports/written-events';
import type { SeededRandom } from '../../harness/seeded-random.js';
import { pacedPort } from '../ports/paced-port.js';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/simulated-process.js';
import type { StepQueue, Trace } from '../running/step-queue.js';
import type { CalendarRecord, FreshenRecord } from './calendar-record.js';
import { calendarRequests } from './calendar-requests.js';
import type { PlannedCalendar } from './draw-calendars.js';
import type { SimulatedEvent } from './event-texts.js';
import { HostCalendar } from './host-calendar.js';

/** The ports of the calendar service that no other service has. A deliberate fault replaces some. */
export interface CalendarServicePorts {
  readonly servers: CalendarServers;
  readonly busyReader: BusyReader;
  readonly polls: CalendarPolls;
  readonly secrets: CalendarSecrets;
  readonly deliveries: Deliveries;
  readonly written: WrittenEvents;
}

interface Log {
  connectedAt: number | null;
  disconnectedAt: number | null;
  readonly askedAt: number[];
  readonly said: { readonly at: number; readonly content: readonly SimulatedEvent[] }[];
  readonly readAt: number[];
}

export interface CalendarWorldDeps {
  readonly random: SeededRandom;
  readonly steps: StepQueue;
  readonly chaos: Chaos;
  readonly trace: Trace;
}

const MOST_INSTANCES = 10_000;

const busyReader: BusyReader = {
  busyTimes: async (texts, query) => readBusyTimes(texts, query, MOST_INSTANCES),
  close: () => Promise.resolve(),
};

/** The calendars of hosts on other people's servers, and what the calendar service keeps about them. */
export class CalendarWorld {
  readonly polls = new MemoryCalendarPolls();
  readonly secrets = new MemoryCalendarSecrets();
  readonly deliveries = new MemoryDeliveries();
  readonly written = new MemoryWrittenEvents();
  readonly freshened: FreshenRecord[] = [];
  /** Whether the instances of the calendar service look for work. It costs steps, so they rest in long quiet times. */
  isWorking = true;
  readonly #calendars: ReadonlyMap<string, HostCalendar>;
  readonly #logs: ReadonlyMap<string, Log>;

  constructor(
    readonly plans: readonly PlannedCalendar[],
    private readonly deps: CalendarWorldDeps,
  ) {
    this.#calendars = new Map(plans.map(({ name, kind }) => [name, new HostCalendar(name, kind)]));
    this.#logs = new Map(
      plans.map(({ name }) => [name, { connectedAt: null, disconnectedAt: null, askedAt: [], said: [], readAt: [] }]),
    );
  }

  calendarOf({ name }: Pick<PlannedCalendar, 'name'>): HostCalendar {
    const calendar = this.#calendars.get(name);
    if (calendar === undefined) throw new Error(`no calendar ${name}`);
    return calendar;
  }

  logOf({ name }: Pick<PlannedCalendar, 'name'>): Log {
    const log = this.#logs.get(name);
    if (log === undefined) throw new Error(`no calendar ${name}`);
    return log;
  }

  /** The connections of one process. */
  portsOf(life: Life): CalendarServicePorts {
    const { steps, chaos, random } = this.deps;
    const paced = <Port extends object>(name: string, port: Port): Port => pacedPort(name, port, life, chaos);
    const servers = calendarRequests({
      life,
      steps,
      chaos,
      random,
      calendarAt: (url) => [...this.#calendars.values()].find((calendar) => calendar.url === url) ?? null,
      onAsked: (calendar) => this.logOf(calendar).askedAt.push(steps.now),
      onSaid: (calendar, { content }) => {
        this.logOf(calendar).said.push({ at: steps.now, content });
        this.#changeAfterRead(calendar);
      },
    });
    return {
      servers,
      busyReader,
      polls: paced('polls', this.#watchedPolls()),
      secrets: paced('secrets', this.secrets),
      deliveries: paced('deliveries', this.deliveries),
      written: paced('written', this.written),
    };
  }

  /** All servers are honest and quick from now on. */
  calm(): void {
    for (const calendar of this.#calendars.values()) calendar.behave('honest');
  }

  records(): Promise<readonly CalendarRecord[]> {
    return Promise.all(this.plans.map((plan) => this.#recordOf(plan)));
  }

  async #recordOf(plan: PlannedCalendar): Promise<CalendarRecord> {
    const { name, calendarId, hostId, whenUnreachable, takesBookings } = plan;
    const { events, touched, protests } = this.calendarOf(plan);
    const kept = [
      ...((await this.secrets.get(calendarId)) === null ? [] : ['its access']),
      ...((await this.polls.states([calendarId])).size === 0 ? [] : ['the state of its reads']),
      ...((await this.written.ofCalendar(calendarId, '')).length === 0 ? [] : ['events written to it']),
      ...((await this.#isAwaitedBy(calendarId)) ? ['deliveries to it'] : []),
    ];
    const known = { name, calendarId, hostId, whenUnreachable, takesBookings };
    return { ...known, ...this.logOf(plan), events, touched, protests, kept };
  }

  async #isAwaitedBy(calendarId: string): Promise<boolean> {
    return (await this.deliveries.drop(TO_CALENDAR, calendarId, this.deps.steps.now)) > 0;
  }

  #watchedPolls(): CalendarPolls {
    const { polls, deps } = this;
    return new Proxy(polls, {
      get: (port, property) => {
        const member: unknown = Reflect.get(port, property);
        if (property !== 'settle') return typeof member === 'function' ? (member.bind(port) as unknown) : member;
        const settle: CalendarPolls['settle'] = async (claimed, state, dueAt, now) => {
          const isSettled = await port.settle(claimed, state, dueAt, now);
          const plan = this.plans.find(({ calendarId }) => calendarId === claimed.calendarId);
          const isRead = state.error === null && state.lastReadAt !== claimed.state.lastReadAt;
          if (isSettled && isRead && plan !== undefined) this.logOf(plan).readAt.push(deps.steps.now);
          return isSettled;
        };
        return settle;
      },
    });
  }

  /** Between the read and whatever follows from it, the calendar changes. */
  #changeAfterRead(calendar: HostCalendar): void {
    const { random, chaos, trace } = this.deps;
    const plan = this.plans.find(({ name }) => name === calendar.name);
    if (plan === undefined || chaos.isCalm || !random.chance(plan.changesAfterRead)) return;
    const [event] = calendar.events.filter(({ uid }) => uid.endsWith('@example.com'));
    if (event === undefined) return;
    trace.add(`${calendar.name} changes just after it was read`);
    calendar.put({ ...event, isTransparent: !event.isTransparent });
  }
}
