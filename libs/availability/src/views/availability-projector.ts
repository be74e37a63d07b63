import { documentsOf, type Projector } from '@bookonce/kernel/projector';
import { availabilityView } from './availability-documents.js';
import { hostProjection } from './host-projection.js';
import { meetingTypeProjection } from './meeting-type-projection.js';
import { occupiedDayProjection } from './occupied-day-projection.js';

export const availabilityProjector: Projector = {
  kind: 'projector',
  view: availabilityView,
  categories: ['calendar', 'meetingType'],
  advancesWith: ['booking'],
  documents: [documentsOf(hostProjection), documentsOf(meetingTypeProjection), documentsOf(occupiedDayProjection)],
};
