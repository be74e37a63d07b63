import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { PlaceBookingInput } from '../domain/place-booking.js';

/** The events that the process manager listens to. */
export const PLACE_BOOKING_EVENTS = [
  'BookingRequested',
  'OptInConfirmed',
  'BookingRejected',
  'BookingDeclined',
  'BookingCancelled',
  'RescheduleRequested',
  'SlotHeld',
  'LinkConsumed',
  'AttemptVoided',
] as const;

/** The events after which nobody else can consume the link. */
export const LINK_END_EVENTS = ['LinkConsumed', 'LinkExpired', 'LinkRevoked'] as const;

/** What an event means to the booking attempt that it names; null where it names none. */
export const inputOf = (event: Recorded): { readonly bookingId: string; readonly input: PlaceBookingInput } | null => {
  switch (event.type) {
    case 'BookingRequested':
    case 'OptInConfirmed':
    case 'BookingRejected':
    case 'BookingDeclined':
    case 'BookingCancelled':
    case 'RescheduleRequested':
      return { bookingId: event.data.bookingId, input: { type: event.type } };
    case 'SlotHeld':
      return { bookingId: event.data.bookingId, input: { type: 'SlotHeld', hostIds: [event.data.hostId] } };
    case 'LinkConsumed': {
      const { bookingId, hostIds } = event.data;
      return { bookingId, input: { type: 'LinkConsumed', hostIds, held: [] } };
    }
    case 'AttemptVoided': {
      const { bookingId, reason } = event.data;
      return { bookingId, input: { type: 'AttemptVoided', reason } };
    }
    default:
      return null;
  }
};
