import type { Collection } from '@bookonce/kernel/ports/read-models';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { Projector } from '@bookonce/kernel/projector';
import type { Ports } from './ports.module.js';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';

export interface DueTimers {
  readonly collection: Collection<Timer>;
  readonly handle: (timer: Timer) => Promise<void>;
}

/** What is published to the bus, under a checkpoint of this name. */
export interface Published {
  readonly name: string;
  /** Streams of these categories; all when left out. */
  readonly categories?: readonly string[];
}

/** What is driven by history. */
export interface DrivenParts {
  readonly projectors: readonly Projector[];
  readonly timers: readonly DueTimers[];
  readonly publishers: readonly Published[];
}

/** What a service is made of, wherever it runs: all of them in one process, or each in its own. */
export interface ServiceParts {
  readonly name: string;
  readonly modules: readonly (Type | DynamicModule)[];
  /** Categories of the streams that this service alone appends to. */
  readonly categories: readonly string[];
  readonly projectors: readonly Projector[];
  /** Timers of this service, handled by what its modules hold. */
  readonly timers: (app: INestApplicationContext, ports: Pick<Ports, 'ids'>) => readonly DueTimers[];
}

/** Several services as one, so that they share a process, a lease and a publisher. */
export const combineParts = (name: string, all: readonly ServiceParts[]): ServiceParts => ({
  name,
  modules: all.flatMap(({ modules }) => modules),
  categories: all.flatMap(({ categories }) => categories),
  projectors: all.flatMap(({ projectors }) => projectors),
  timers: (app, ports) => all.flatMap(({ timers }) => timers(app, ports)),
});
