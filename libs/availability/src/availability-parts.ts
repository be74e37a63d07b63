import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { CLOCK, EVENT_STORE, IDS, SNAPSHOTS } from '@bookonce/platform/port-tokens';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { Module } from '@nestjs/common';
import { AvailabilityController } from './use-cases/availability-controller.js';
import { AvailabilityService } from './use-cases/availability-service.js';
import { availabilityProjector } from './views/availability-projector.js';

@Module({
  controllers: [AvailabilityController],
  providers: [
    {
      provide: AvailabilityService,
      inject: [EVENT_STORE, SNAPSHOTS, IDS, CLOCK],
      useFactory: (store: EventStore, snapshots: Snapshots, ids: Ids, clock: Clock) =>
        new AvailabilityService({ store, snapshots, ids, clock }),
    },
  ],
  exports: [AvailabilityService],
})
class AvailabilityModule {}

/** Hosts' calendars and meeting types. */
export const availabilityParts: ServiceParts = {
  name: 'availability',
  modules: [AvailabilityModule],
  categories: ['calendar', 'meetingType'],
  projectors: [availabilityProjector],
  timers: () => [],
};
