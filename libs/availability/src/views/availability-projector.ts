import { documentsOf, type Projector } from '@bookonce/kernel/projector';
import { hostProjection } from './host-projection.js';
import { meetingTypeProjection } from './meeting-type-projection.js';
import { occupiedDayProjection } from './occupied-day-projection.js';

export const availabilityProjector: Projector = {
  kind: 'projector',
  name: 'availability',
  categories: ['calendar', 'meetingType'],
  keepsStepWith: ['booking'],
  documents: [documentsOf(hostProjection), documentsOf(meetingTypeProjection), documentsOf(occupiedDayProjection)],
};
