import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { MemorySnapshots } from '@bookonce/adapter-memory/snapshots';
import { bookingTimers } from '@bookonce/booking/views/booking-timers';
import type { EventStore, StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Collection, ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { readModelTimers } from '@bookonce/kernel/read-model-timers';
import { linkTimers } from '@bookonce/link/views/link-timers';
import type { SeededRandom } from '../../harness/seeded-random.js';
import type { Told } from '../history.js';
import { FaultyStore } from '../ports/faulty-store.js';
import { PacedReadModels } from '../ports/paced-read-models.js';
import { SimulatedBus } from '../ports/simulated-bus.js';
import { simulatedIds } from '../ports/simulated-ids.js';
import type { Chaos } from '../running/chaos.js';
import { pick } from '../running/draw.js';
import type { Life } from '../running/life.js';
import type { Scheduler } from '../running/scheduler.js';
import type { SimulatedClock } from '../running/simulated-clock.js';
import { SimulatedScheduler } from '../running/simulated-scheduler.js';
import type { Trace } from '../running/trace.js';
import type { Endpoint, ServiceName } from './endpoint.js';
import type { Parts } from './parts.js';
import { bootProjection, bootPublisher } from './followers.js';
import type { ServiceInstance } from './publisher.js';
import { bootAvailability, bootBooking, bootLink, type InstanceDeps } from './services.js';
import { SimulatedProcess } from './simulated-process.js';
import { SimulatedTimers } from './simulated-timers.js';
import { eventSubscribers } from './subscribers.js';

export interface WorldDeps {
  readonly random: SeededRandom;
  readonly scheduler: Scheduler;
  readonly chaos: Chaos;
  readonly trace: Trace;
  readonly parts: Parts;
  /** How many instances of each service run. */
  readonly instances: number;
}

const boots: { readonly [Service in ServiceName]: (deps: InstanceDeps) => Endpoint } = {
  link: bootLink,
  availability: bootAvailability,
  booking: bootBooking,
};

const timerCollections: ReadonlySet<string> = new Set([linkTimers.name, bookingTimers.name]);

/** The whole product in one run: servers that last, and processes that come and go. */
export class World {
  readonly memory = new MemoryEventStore();
  readonly store: EventStore;
  readonly views: ReadModels;
  /** What the read models hold, whatever is said of it. */
  readonly documents = new MemoryReadModels();
  readonly bus: SimulatedBus;
  readonly ids: Ids;
  readonly told: Told[] = [];
  readonly failures: string[] = [];
  /** True time at which each event was stored, by position. */
  readonly storedAt = new Map<string, number>();
  readonly handled = new Map(eventSubscribers.map(({ subscriber }) => [subscriber, new Set<string>()]));
  readonly processes: readonly SimulatedProcess[];
  clocksJumped = false;
  readonly #services: { readonly [Service in ServiceName]: readonly SimulatedProcess<Endpoint>[] };
  readonly #timers: readonly SimulatedProcess<SimulatedTimers>[];
  readonly #snapshots = new MemorySnapshots();

  constructor(readonly deps: WorldDeps) {
    const { scheduler, chaos, parts, random } = deps;
    this.store = parts.store(this.memory);
    this.memory.subscribe({ after: null }, { handle: (events) => this.#note(events) });
    this.views = parts.views(this.documents);
    this.ids = simulatedIds(random);
    this.bus = new SimulatedBus({ scheduler, chaos, instanceFor: (pattern) => this.#commandInstance(pattern) });
    this.#services = {
      link: this.#instancesOf('link'),
      availability: this.#instancesOf('availability'),
      booking: this.#instancesOf('booking'),
    };
    this.#timers = [this.#timersOf('link', linkTimers), this.#timersOf('booking', bookingTimers)];
    this.processes = [
      ...Object.values(this.#services).flat(),
      new SimulatedProcess('publisher', scheduler, (life) => bootPublisher(this, life)),
      ...parts.projectors.map(
        (projector) =>
          new SimulatedProcess(`projector of ${projector.name}`, scheduler, (life) =>
            bootProjection(this, projector, life),
          ),
      ),
      ...this.#timers,
    ];
  }

  start(): void {
    for (const process of this.processes) process.start();
  }

  tell(told: Told extends infer Each ? (Each extends Told ? Omit<Each, 'stored'> : never) : never): void {
    const record = { ...told, stored: this.memory.events.length } as Told;
    this.told.push(record);
    this.deps.trace.add(`told: ${JSON.stringify(record)}`);
  }

  /** One process's connection to the event store. */
  storeOf(life: Life, longestLagMs = 0): FaultyStore {
    const { scheduler, chaos, random } = this.deps;
    const lag = (): number => (longestLagMs === 0 ? 0 : random.between(0, longestLagMs));
    return new FaultyStore({ server: this.store, scheduler, chaos, life, lag });
  }

  /** One process's connection to the read models. */
  viewsOf(life: Life): ReadModels {
    return new PacedReadModels(this.views, life, (writes) => {
      if (writes.some(({ collection: { name } }) => timerCollections.has(name))) this.pokeTimers();
    });
  }

  /** An instance that runs; null while none does. */
  instanceOf(service: ServiceName): ServiceInstance | null {
    const running = this.#services[service].flatMap(({ current }) => (current === null ? [] : [current]));
    return running.length === 0 ? null : pick(this.deps.random, running);
  }

  /** Timers or clocks may have changed. */
  pokeTimers(): void {
    for (const { current } of this.#timers) current?.running.poke();
  }

  #note(events: readonly StoredEvent[]): Promise<void> {
    for (const { position } of events) this.storedAt.set(position, this.deps.scheduler.now);
    return Promise.resolve();
  }

  #instancesOf(service: ServiceName): readonly SimulatedProcess<Endpoint>[] {
    const { scheduler, instances, parts } = this.deps;
    return Array.from({ length: instances }, (_, index) => {
      const boot = (life: Life, clock: SimulatedClock): Endpoint =>
        boots[service]({
          store: this.storeOf(life),
          views: this.viewsOf(life),
          snapshots: this.#snapshots,
          bus: this.bus.of(life),
          clock,
          scheduler: new SimulatedScheduler(life),
          ids: this.ids,
          parts,
        });
      return new SimulatedProcess(`${service} ${index + 1}`, scheduler, boot);
    });
  }

  #timersOf(service: ServiceName, collection: Collection<Timer>): SimulatedProcess<SimulatedTimers> {
    const { scheduler, chaos, parts } = this.deps;
    return new SimulatedProcess(`timers of ${service}`, scheduler, (life, clock) => {
      const timers = parts.timers(readModelTimers(this.views, collection));
      return new SimulatedTimers({ life, clock, chaos, timers, instance: () => this.instanceOf(service) });
    });
  }

  #commandInstance(pattern: string): ReturnType<ConstructorParameters<typeof SimulatedBus>[0]['instanceFor']> {
    const instance = this.instanceOf(pattern.slice(0, pattern.indexOf('.')) as ServiceName);
    if (instance === null) return null;
    const { life, running } = instance;
    return {
      life,
      answer: (to, message) => running.commands[to]?.(message) ?? Promise.reject(new Error(`nobody answers ${to}`)),
    };
  }
}
