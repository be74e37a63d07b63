import type { ServiceParts } from '@bookonce/platform/service-parts';
import { BookingModule } from './booking.module.js';
import type { ManageTokens } from './use-cases/booking-service.js';
import { PlaceBookingReactor } from './use-cases/place-booking-process.js';
import { bookingProjector } from './views/booking-projector.js';
import { bookingTimers } from './views/booking-timers.js';

/** Takes requests for bookings, and carries each to its end. */
export const bookingParts = ({ vault }: { readonly vault: ManageTokens }): ServiceParts => ({
  name: 'booking',
  modules: [BookingModule.forRoot(vault)],
  categories: ['booking'],
  projectors: [bookingProjector],
  timers: (app) => {
    const placing = app.get(PlaceBookingReactor, { strict: false });
    return [{ collection: bookingTimers, handle: (timer) => placing.onTimer(timer) }];
  },
});
