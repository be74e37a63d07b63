import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import type { Projector } from '@bookonce/kernel/projector';
import type { Life } from '../running/life.js';
import { SimulatedScheduler } from '../running/simulated-scheduler.js';
import { SimulatedPublisher } from './publisher.js';
import type { World } from './world.js';

const PROJECTION_LAG_MS = 300;
const PUBLISHER_LAG_MS = 30;

/** One life of the process that hands the store's events to the services. */
export const bootPublisher = (world: World, life: Life): SimulatedPublisher => {
  const { chaos, parts } = world.deps;
  return new SimulatedPublisher({
    life,
    store: world.storeOf(life, PUBLISHER_LAG_MS),
    views: world.viewsOf(life),
    chaos,
    parts,
    instanceOf: (service) => world.instanceOf(service),
    onHandled: (subscriber, event) => world.handled.get(subscriber)?.add(event.id),
    onStuck: (subscriber, event, reason) =>
      world.failures.push(`${subscriber} cannot handle ${event.type} of ${event.stream}: ${reason}`),
  });
};

/** One life of the process that keeps one projector's read models up. */
export const bootProjection = (world: World, projector: Projector, life: Life): ProjectionRunner => {
  const runner = new ProjectionRunner({
    projector,
    store: world.storeOf(life, PROJECTION_LAG_MS),
    readModels: world.viewsOf(life),
    scheduler: new SimulatedScheduler(life),
    maxBatch: world.deps.random.between(1, 12),
    onError: (error) => {
      world.failures.push(`projector ${projector.name}: ${error instanceof Error ? error.message : String(error)}`);
      life.end();
    },
  });
  runner.start();
  return runner;
};
