import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { MemoryCheckpoints, MemorySnapshots } from '@bookonce/adapter-memory/service-records';
import { bookingTimers } from '@bookonce/booking/views/booking-timers';
import type { EventStore, StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { freshenCalendars } from '@bookonce/contracts/commands/fresh-calendars';
import type { Projector } from '@bookonce/kernel/projector';
import type { TimerRunner } from '@bookonce/kernel/timer-runner';
import { linkTimers } from '@bookonce/link/views/link-timers';
import type { SeededRandom } from '../../harness/seeded-random.js';
import { CalendarWorld } from '../calendars/calendar-world.js';
import type { PlannedCalendar } from '../calendars/draw-calendars.js';
import type { ClientObservation, SentMail } from '../history.js';
import { FaultyStore } from '../ports/faulty-store.js';
import { PacedReadModels } from '../ports/paced-read-models.js';
import { SimulatedBus } from '../ports/simulated-bus.js';
import { simulatedIds } from '../ports/simulated-ids.js';
import { simulatedMailer, SimulatedMailQueue } from '../ports/simulated-mailer.js';
import type { Chaos } from '../running/chaos.js';
import { type Life, type RunningProcess, SimulatedProcess } from '../running/simulated-process.js';
import { type SimulatedClock, SimulatedScheduler } from '../running/simulated-time.js';
import type { StepQueue, Trace } from '../running/step-queue.js';
import { bootProjection, bootPublisher, bootTimers, noteUnexpected } from './followers.js';
import type { Parts } from './parts.js';
import { boots, subscribersOf, type Instance, type ServiceName, type Subscriber } from './services.js';

export interface WorldDeps {
  readonly random: SeededRandom;
  readonly steps: StepQueue;
  readonly chaos: Chaos;
  readonly trace: Trace;
  readonly parts: Parts;
  /** How many instances of each service run. */
  readonly instances: number;
  /** The calendars that hosts connect. */
  readonly calendars: readonly PlannedCalendar[];
}

const timerCollections = { link: linkTimers, booking: bookingTimers };

/** The whole product in one run: servers that never lose data, and processes that crash and start again. */
export class World {
  readonly memory = new MemoryEventStore();
  readonly store: EventStore;
  readonly views: ReadModels;
  /** The read models' own documents, which no deliberate fault hides. */
  readonly documents = new MemoryReadModels();
  readonly checkpoints = new MemoryCheckpoints();
  readonly bus: SimulatedBus;
  readonly ids: Ids;
  readonly observations: ClientObservation[] = [];
  readonly mails: SentMail[] = [];
  readonly failures: string[] = [];
  /** True time at which each event was stored, by position. */
  readonly storedAt = new Map<string, number>();
  /** The connected calendars; null if there are none. */
  readonly calendars: CalendarWorld | null;
  readonly subscribers: readonly Subscriber[];
  readonly projectors: readonly Projector[];
  readonly handled: ReadonlyMap<string, Set<string>>;
  readonly processes: readonly SimulatedProcess[];
  clocksJumped = false;
  readonly #services: { readonly [Service in ServiceName]: readonly SimulatedProcess<Instance>[] };
  /** The processes that fire timers, by key of their collection. */
  readonly #timers: ReadonlyMap<string, SimulatedProcess<TimerRunner>>;
  readonly #snapshots = new MemorySnapshots();
  readonly #mailQueue = new SimulatedMailQueue(({ effectId, to, subject }) => {
    this.mails.push({ effectId, to: to.email, subject, sentAt: this.deps.steps.now });
    this.deps.trace.add(`mail to ${to.email}: ${subject}`);
  });

  constructor(readonly deps: WorldDeps) {
    const { steps, chaos, parts, random } = deps;
    this.store = parts.store(this.memory);
    this.memory.subscribe({ after: null }, { handle: (events) => this.#note(events) });
    this.views = parts.views(this.documents);
    this.ids = simulatedIds(random);
    this.calendars = deps.calendars.length === 0 ? null : new CalendarWorld(deps.calendars, deps);
    this.subscribers = subscribersOf(this.calendars !== null);
    this.projectors = [...parts.projectors, ...(this.calendars === null ? [] : parts.calendarProjectors)];
    this.handled = new Map(this.subscribers.map(({ subscriber }) => [subscriber, new Set()]));
    this.bus = new SimulatedBus({
      steps,
      chaos,
      subscribers: this.subscribers,
      deliver: parts.deliver,
      onSent: (pattern, { context }) => {
        if (pattern !== freshenCalendars.pattern) return;
        const { commandId, correlationId: bookingId } = context;
        this.calendars?.freshened.push({ bookingId, commandId, at: steps.now });
      },
      instanceOf: (service) => this.instanceOf(service),
      onHandled: (subscriber, event) => this.handled.get(subscriber)?.add(event.id),
      onBuried: (subscriber, { type, stream }, error) =>
        this.failures.push(`${subscriber} cannot handle ${type} of ${stream}: ${String(error)}`),
    });
    this.#services = {
      link: this.#instancesOf('link'),
      availability: this.#instancesOf('availability'),
      booking: this.#instancesOf('booking'),
      notification: this.#instancesOf('notification'),
      calendars: this.#instancesOf('calendars'),
    };
    this.#timers = new Map(
      Object.entries(timerCollections).map(([service, collection]) => [
        collection.key,
        new SimulatedProcess(`timers of ${service}`, steps, (life, clock) =>
          bootTimers(this, service as ServiceName, collection, life, clock),
        ),
      ]),
    );
    this.processes = [
      ...Object.values(this.#services).flat(),
      new SimulatedProcess('publisher', steps, (life) => bootPublisher(this, life)),
      ...this.projectors.map(
        (projector) =>
          new SimulatedProcess(`projector of ${projector.view.name}`, steps, (life) =>
            bootProjection(this, projector, life),
          ),
      ),
      ...this.#timers.values(),
    ];
  }

  start(): void {
    for (const process of this.processes) process.start();
  }

  observe(
    seen: ClientObservation extends infer Each
      ? Each extends ClientObservation
        ? Omit<Each, 'stored'>
        : never
      : never,
  ): void {
    const record = { ...seen, stored: this.memory.events.length } as ClientObservation;
    this.observations.push(record);
    this.deps.trace.add(`observed: ${JSON.stringify(record)}`);
  }

  /** One process's connection to the event store. */
  storeOf(life: Life, { longestLagMs = 0, maxBatch = 500 } = {}): FaultyStore {
    const { steps, chaos, random } = this.deps;
    const lag = (): number => (longestLagMs === 0 ? 0 : random.between(0, longestLagMs));
    return new FaultyStore({ server: this.store, steps, chaos, life, lag, maxBatch });
  }

  /** One process's connection to the read models. */
  viewsOf(life: Life): ReadModels {
    return new PacedReadModels(this.views, life);
  }

  /** Any running instance of the service; null if there is none. */
  instanceOf(service: ServiceName): RunningProcess<Instance> | null {
    const running = this.#services[service].flatMap(({ current }) => (current === null ? [] : [current]));
    return running.length === 0 ? null : this.deps.random.pick(running);
  }

  /** The runner that fires this collection's timers; null if it is down, or if the collection has no timers. */
  timersOf(collectionKey: string): TimerRunner | null {
    return this.#timers.get(collectionKey)?.current?.running ?? null;
  }

  /** Lets the instances of the calendar service look for work, or rest. */
  letCalendarsWork(isWorking: boolean): void {
    if (this.calendars === null) return;
    this.calendars.isWorking = isWorking;
    for (const { current } of this.#services.calendars) {
      if (isWorking) current?.running.calendarRunners?.start();
      else current?.running.calendarRunners?.stop();
    }
  }

  #note(events: readonly StoredEvent[]): Promise<void> {
    for (const { position } of events) this.storedAt.set(position, this.deps.steps.now);
    return Promise.resolve();
  }

  #instancesOf(service: ServiceName): readonly SimulatedProcess<Instance>[] {
    const { steps, chaos, instances, parts, random } = this.deps;
    return Array.from({ length: instances }, (_, index) => {
      const boot = (life: Life, clock: SimulatedClock): Instance => {
        const instance = boots[service]({
          store: this.storeOf(life),
          views: this.viewsOf(life),
          snapshots: this.#snapshots,
          bus: parts.commands(this.bus.of(life), service),
          mailer: parts.mailer(simulatedMailer(this.#mailQueue, life, chaos)),
          clock,
          scheduler: new SimulatedScheduler(life),
          ids: this.ids,
          parts,
          calendarPorts: service === 'calendars' ? (this.calendars?.portsOf(life) ?? null) : null,
          random: () => random.next(),
          onError: (error) => noteUnexpected(this, service, error),
        });
        if (this.calendars?.isWorking === true) instance.calendarRunners?.start();
        return instance;
      };
      return new SimulatedProcess(`${service} ${index + 1}`, steps, boot);
    });
  }
}
