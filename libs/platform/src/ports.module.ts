import type { Answers } from '@bookonce/kernel/ports/answers';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { PassErrorsFilter } from './pass-errors.filter.js';
import { ANSWERS, BUS, CLOCK, DEAD_LETTERS, EVENT_STORE, IDS, MAILER, READ_MODELS, SNAPSHOTS } from './port-tokens.js';

/** Everything a service meets of the world. */
export interface Ports {
  readonly eventStore: EventStore;
  readonly bus: Bus;
  readonly readModels: ReadModels;
  readonly snapshots: Snapshots;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly answers: Answers;
  readonly deadLetters: DeadLetters;
  readonly checkpoints: Checkpoints;
  readonly mailer: Mailer;
}

/** Gives every module of the application the same ports, whichever adapters stand behind them. */
@Module({})
export class PortsModule {
  static forRoot(ports: Ports): DynamicModule {
    const providers = [
      { provide: EVENT_STORE, useValue: ports.eventStore },
      { provide: BUS, useValue: ports.bus },
      { provide: READ_MODELS, useValue: ports.readModels },
      { provide: SNAPSHOTS, useValue: ports.snapshots },
      { provide: CLOCK, useValue: ports.clock },
      { provide: IDS, useValue: ports.ids },
      { provide: ANSWERS, useValue: ports.answers },
      { provide: DEAD_LETTERS, useValue: ports.deadLetters },
      { provide: MAILER, useValue: ports.mailer },
    ];
    return {
      module: PortsModule,
      global: true,
      providers: [...providers, { provide: APP_FILTER, useClass: PassErrorsFilter }],
      exports: providers.map((provider) => provider.provide),
    };
  }
}
