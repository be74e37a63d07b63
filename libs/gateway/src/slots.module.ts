import { findSlots } from '@bookonce/availability/views/find-slots';
import { findSlotsForMove } from '@bookonce/availability/views/find-slots-for-move';
import { SLOT_FINDER, type SlotFinder } from './handlers/slot-finder.js';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { CLOCK, READ_MODELS } from '@bookonce/platform/port-tokens';
import { Global, Module } from '@nestjs/common';

/** Lets the gateway ask for slots: a query over the availability service's read models. */
@Global()
@Module({
  providers: [
    {
      provide: SLOT_FINDER,
      inject: [READ_MODELS, CLOCK],
      useFactory: (readModels: ReadModels, clock: Clock): SlotFinder => ({
        find: (type, window) => findSlots({ readModels, clock }, type, window),
        findAsIf: (type, hours, window) => findSlots({ readModels, clock, hours }, type, window),
        findForMove: (type, booking, window) => findSlotsForMove({ readModels, clock }, type, booking, window),
      }),
    },
  ],
  exports: [SLOT_FINDER],
})
export class SlotsModule {}
