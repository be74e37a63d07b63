import { documentsOf, type Projector } from '@bookonce/kernel/projector';
import { bookingProjection } from './booking-projection.js';
import { bookingTimerProjection } from './booking-timers.js';

export const bookingProjector: Projector = {
  kind: 'projector',
  name: 'booking',
  categories: ['booking'],
  documents: [documentsOf(bookingProjection), documentsOf(bookingTimerProjection)],
};
