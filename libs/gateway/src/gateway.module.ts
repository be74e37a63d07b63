import { explainStart } from '@bookonce/availability/views/explain-start';
import { judgeStarts } from '@bookonce/availability/views/judge-starts';
import { bookableSpan } from '@bookonce/availability/views/bookable-span';
import { findSlots } from '@bookonce/availability/views/find-slots';
import { findSlotsForHost, findSlotsForMove } from '@bookonce/availability/views/find-slots-for-move';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { SharedThread } from '@bookonce/kernel/shared-thread';
import { CLOCK, READ_MODELS, SCHEDULER } from '@bookonce/platform/port-tokens';
import { wholeViewsOf } from '@bookonce/kernel/whole-views';
import { PortsModule, type Ports } from '@bookonce/platform/ports.module';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { ChangeFeed } from './changes/change-feed.js';
import { ChangesController } from './changes/changes.controller.js';
import { GATEWAY_OPTIONS, type GatewayOptions } from './gateway-options.js';
import { GatewayServer } from './gateway-server.js';
import { SLOT_FINDER, type SlotFinder } from './handlers/slot-finder.js';
import { BookingOutcomes, OutcomesController } from './outcomes/booking-outcomes.js';

/**
 * The public HTTP API and pages. A global module has to provide the ports, {@link SLOT_FINDER}, and the test clock if
 * there is one.
 */
@Module({})
export class GatewayModule {
  static forRoot(options: GatewayOptions): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [OutcomesController, ChangesController],
      providers: [{ provide: GATEWAY_OPTIONS, useValue: options }, BookingOutcomes, ChangeFeed, GatewayServer],
    };
  }
}

const slotFinder = (readModels: ReadModels, clock: Clock, scheduler: Scheduler): SlotFinder => {
  const deps = { readModels, clock, thread: new SharedThread(scheduler) };
  return {
    find: (type, window, overrides) => findSlots(deps, type, window, overrides),
    span: (type, overrides) => bookableSpan(deps, type, overrides),
    findAsIf: (type, hours, window) => findSlots({ ...deps, hours }, type, window),
    explain: (type, start) => explainStart(deps, type, start),
    judge: (type, window) => judgeStarts(deps, type, window),
    findForMove: (type, booking, window) => findSlotsForMove(deps, type, booking, window),
    findForHost: (type, booking, window) => findSlotsForHost(deps, type, booking, window),
  };
};

/** Provides {@link SLOT_FINDER}: queries over the availability service's views. */
@Global()
@Module({
  providers: [
    {
      provide: SLOT_FINDER,
      inject: [READ_MODELS, CLOCK, SCHEDULER],
      useFactory: (stored: ReadModels, clock: Clock, scheduler: Scheduler): SlotFinder =>
        slotFinder(wholeViewsOf(stored), clock, scheduler),
    },
  ],
  exports: [SLOT_FINDER],
})
export class SlotsModule {}

/** The gateway in a process of its own. */
@Module({})
export class GatewayAppModule {
  static forRoot(ports: Partial<Ports>, options: GatewayOptions): DynamicModule {
    return {
      module: GatewayAppModule,
      imports: [PortsModule.forRoot(ports), SlotsModule, GatewayModule.forRoot(options)],
    };
  }
}
