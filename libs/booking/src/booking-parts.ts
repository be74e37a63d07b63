import { BookingModule } from './booking.module.js';
import { PlaceBookingReactor } from './handlers/place-booking-reactor.js';
import { bookingProjector } from './views/booking-projector.js';
import { bookingTimers } from './views/booking-timers.js';
import type { ServiceParts } from '@bookonce/platform/service-parts';

/** Takes requests for bookings, and carries each to its end. */
export const bookingParts: ServiceParts = {
  name: 'booking',
  modules: [BookingModule],
  categories: ['booking'],
  projectors: [bookingProjector],
  timers: (app) => {
    const placing = app.get(PlaceBookingReactor, { strict: false });
    return [{ collection: bookingTimers, handle: (timer) => placing.onTimer(timer) }];
  },
};
