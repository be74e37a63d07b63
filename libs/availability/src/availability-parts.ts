import type { ServiceParts } from '@bookonce/platform/service-parts';
import { AvailabilityModule } from './availability.module.js';
import { availabilityProjector } from './views/availability-projector.js';

/** Hosts' calendars and meeting types. */
export const availabilityParts: ServiceParts = {
  name: 'availability',
  modules: [AvailabilityModule],
  categories: ['calendar', 'meetingType'],
  projectors: [availabilityProjector],
  timers: () => [],
};
