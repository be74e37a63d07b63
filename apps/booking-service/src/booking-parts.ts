import { BookingModule } from '@bookonce/booking/booking.module';
import { PlaceBookingReactor } from '@bookonce/booking/handlers/place-booking-reactor';
import { bookingProjector } from '@bookonce/booking/views/booking-projector';
import { bookingTimers } from '@bookonce/booking/views/booking-timers';
import type { ServiceParts } from '@bookonce/hosting/service-parts';

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
