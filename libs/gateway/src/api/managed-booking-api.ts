import { cancellationSchema, publicBookingSchema, rescheduleSchema } from './booking-api.js';
import { defineOperation } from './operation.js';
import { slotsAnswer } from './shapes.js';
import { windowQuery } from './window.js';

const tag = 'Recipient';
const access = 'public';

export const getPublicBooking = defineOperation({
  id: 'getPublicBooking',
  method: 'GET',
  path: '/v1/public/bookings/:manageToken',
  summary: 'Read a booking as its attendee',
  tag,
  access,
  reads: ['booking', 'availability'],
  answers: { 200: { description: 'The booking', schema: publicBookingSchema } },
  problems: ['not-found'],
});

export const getCalendarFile = defineOperation({
  id: 'getCalendarFile',
  method: 'GET',
  path: '/v1/public/bookings/:manageToken/calendar.ics',
  summary: 'The booking as a calendar file',
  tag,
  access,
  reads: ['booking', 'availability'],
  answers: { 200: { description: 'An iCalendar file', mediaType: 'text/calendar' } },
  problems: ['not-found'],
});

export const cancelPublicBooking = defineOperation({
  id: 'cancelBookingAsAttendee',
  method: 'POST',
  path: '/v1/public/bookings/:manageToken/cancel',
  summary: 'Cancel a booking as its attendee; the link stays spent',
  tag,
  access,
  body: cancellationSchema,
  reads: ['booking', 'availability'],
  waitsFor: ['booking', 'availability'],
  answers: { 200: { description: 'The booking, cancelled', schema: publicBookingSchema } },
  problems: ['not-found', 'conflict-with-state'],
});

export const listRescheduleSlots = defineOperation({
  id: 'listRescheduleSlots',
  method: 'GET',
  path: '/v1/public/bookings/:manageToken/slots',
  summary: 'The slots that a booking can move to, its own one among them',
  tag,
  access,
  query: windowQuery,
  reads: ['booking', 'availability'],
  answers: { 200: { description: 'Slots in order', schema: slotsAnswer } },
  problems: ['not-found', 'conflict-with-state'],
});

export const reschedulePublicBooking = defineOperation({
  id: 'rescheduleBookingAsAttendee',
  method: 'POST',
  path: '/v1/public/bookings/:manageToken/reschedule',
  summary: 'Move a booking to another start as its attendee; hosts, length and link stay as they are',
  tag,
  access,
  body: rescheduleSchema,
  reads: ['booking', 'availability'],
  waitsFor: ['booking', 'availability'],
  answers: { 200: { description: 'The booking, moved', schema: publicBookingSchema } },
  problems: ['not-found', 'conflict-with-state', 'slot-taken', 'slot-not-offered'],
});
