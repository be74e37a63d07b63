import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError, type Collection } from '@bookonce/kernel/ports/read-models';
import type { Timer, Timers } from '@bookonce/kernel/ports/timers';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import type { Projector } from '@bookonce/kernel/projector';
import { Publisher } from '@bookonce/kernel/publisher';
import { readModelTimers } from '@bookonce/kernel/read-model-timers';
import { TimerRunner } from '@bookonce/kernel/timer-runner';
import type { Life } from '../running/simulated-process.js';
import { SimulatedScheduler, type SimulatedClock } from '../running/simulated-time.js';
import type { ServiceName } from './services.js';
import type { World } from './world.js';

const PROJECTION_LAG_MS = 300;
const PUBLISHER_LAG_MS = 30;
const PUBLISHER_BATCH = 8;
const FAR_FUTURE = '9999-12-31T00:00:00.000Z';

/** One life of the process that publishes the stored events. */
export const bootPublisher = (world: World, life: Life): Publisher => {
  const publisher = new Publisher({
    store: world.storeOf(life, { longestLagMs: PUBLISHER_LAG_MS, maxBatch: PUBLISHER_BATCH }),
    bus: world.deps.parts.bus(world.bus.publisherOf(life)),
    checkpoints: pacedCheckpoints(world.checkpoints, life),
    scheduler: new SimulatedScheduler(life),
    onError: (error) => noteUnexpected(world, 'publisher', error),
  });
  publisher.start();
  return publisher;
};

/** One life of the process that keeps one projector's read models up. */
export const bootProjection = (world: World, projector: Projector, life: Life): ProjectionRunner => {
  const runner = new ProjectionRunner({
    projector,
    store: world.storeOf(life, { longestLagMs: PROJECTION_LAG_MS, maxBatch: world.deps.random.between(1, 12) }),
    readModels: world.viewsOf(life),
    scheduler: new SimulatedScheduler(life),
    onCommitted: (_position, writes) => {
      for (const { collection, doc } of writes) {
        if (doc !== null) world.timersOf(collection.key)?.poke((doc as Timer).dueAt);
      }
    },
    onError: (error) => noteUnexpected(world, `projector ${projector.view.key}`, error),
  });
  runner.start();
  return runner;
};

/** One life of the process that fires one service's timers, in any instance of the service. */
export const bootTimers = (
  world: World,
  service: ServiceName,
  collection: Collection<Timer>,
  life: Life,
  clock: SimulatedClock,
): TimerRunner => {
  const { chaos, parts } = world.deps;
  const timers = parts.timers(readModelTimers(world.views, collection));
  const fire = async (timer: Timer): Promise<void> => {
    await life.pause(`fires ${timer.id}`, chaos.lateness());
    const instance = world.instanceOf(service);
    if (instance === null) throw new BusUnavailableError(`no ${service} service runs`);
    const crashed = Promise.withResolvers<void>();
    instance.life.onDeath(crashed.resolve);
    await Promise.race([instance.running.onTimer(timer), crashed.promise]);
  };
  const runner = new TimerRunner({
    timers: hasty(timers, life, () => chaos.strikes('hastyTimer')),
    clock,
    scheduler: new SimulatedScheduler(life),
    handle: async (timer) => {
      if (chaos.strikes('hastyTimer')) void fire(timer).catch(() => undefined);
      await fire(timer);
    },
    // A timer that was not handled is still there, and fires again.
    onError: () => undefined,
  });
  runner.start();
  return runner;
};

/** Timers that are read in a step of their own, and sometimes returned long before they are due (I20). */
const hasty = (timers: Timers, life: Life, isHasty: () => boolean): Timers => ({
  due: async (now, limit) => {
    await life.pause('looks at its timers');
    return timers.due(isHasty() ? FAR_FUTURE : now, limit);
  },
  nextDueAt: () => life.whileAlive(() => timers.nextDueAt()),
});

const pacedCheckpoints = (server: Checkpoints, life: Life): Checkpoints => ({
  load: async (name) => {
    await life.pause('loads its checkpoint');
    return server.load(name);
  },
  handled: async (name) => {
    await life.pause('loads the last event it handled');
    return server.handled(name);
  },
  save: async (name, position, handled) => {
    await life.pause('saves its checkpoint');
    await server.save(name, position, handled);
  },
  forget: (name) => server.forget(name),
});

/** Records an error that no fault of the run explains. The follower retries after any error. */
export const noteUnexpected = (world: World, follower: string, error: unknown): void => {
  if (error instanceof StoreUnavailableError || error instanceof BusUnavailableError) return;
  if (error instanceof ReadModelsUnavailableError) return;
  world.failures.push(`${follower}: ${error instanceof Error ? error.message : String(error)}`);
};
