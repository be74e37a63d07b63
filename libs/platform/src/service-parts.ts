import type { Runner } from '@bookonce/kernel/leased-runner';
import type { Collection } from '@bookonce/kernel/ports/read-models';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { Projector } from '@bookonce/kernel/projector';
import type { Metrics } from './metrics.js';
import type { Ports } from './ports.module.js';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';

export interface DueTimers {
  readonly collection: Collection<Timer>;
  readonly handle: (timer: Timer) => Promise<void>;
}

/** Events to publish to the bus. The publisher's checkpoint has this name. */
export interface Published {
  readonly name: string;
  /** Categories of the streams to publish; default: all. */
  readonly categories?: readonly string[];
}

/** Parts that history drives. */
export interface DrivenParts {
  readonly projectors: readonly Projector[];
  readonly timers: readonly DueTimers[];
  readonly publishers: readonly Published[];
}

/** The parts of a service, which can run in a process with others or alone. */
export interface ServiceParts {
  readonly name: string;
  readonly modules: readonly (Type | DynamicModule)[];
  /** Categories of the streams that only this service appends to. */
  readonly categories: readonly string[];
  readonly projectors: readonly Projector[];
  /** The service's timers, with handlers from its modules. */
  readonly timers: (app: INestApplicationContext, ports: Pick<Ports, 'ids'>) => readonly DueTimers[];
  /** Makes the work that every instance does by itself, from when it is ready until it stops; default: none. */
  readonly runners?: (app: INestApplicationContext) => readonly Runner[];
  /** Adds the service's own metrics; default: none. */
  readonly measure?: (app: INestApplicationContext, metrics: Metrics) => void;
}

/** Combines services into one, so that they share a process, leases and a publisher. */
export const combineParts = (name: string, all: readonly ServiceParts[]): ServiceParts => ({
  name,
  modules: all.flatMap(({ modules }) => modules),
  categories: all.flatMap(({ categories }) => categories),
  projectors: all.flatMap(({ projectors }) => projectors),
  timers: (app, ports) => all.flatMap(({ timers }) => timers(app, ports)),
  runners: (app) => all.flatMap(({ runners }) => runners?.(app) ?? []),
  measure: (app, metrics) => all.forEach(({ measure }) => measure?.(app, metrics)),
});
