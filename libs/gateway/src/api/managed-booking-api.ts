import { cancellationSchema, publicBookingSchema, rescheduleSchema } from './booking-api.js';
import { defineOperation } from './operation.js';
import { bookableSlotsAnswer, windowQuery } from './shapes.js';

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
  summary: 'Read a booking as a calendar file',
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
  summary: 'Cancel a booking as its attendee; the link stays consumed',
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
  summary: 'List the slots that a booking can be rescheduled to, including its own',
  tag,
  access,
  query: windowQuery,
  reads: ['booking', 'availability'],
  answers: { 200: { description: 'Slots, sorted', schema: bookableSlotsAnswer } },
  problems: ['not-found', 'conflict-with-state'],
});

export const reschedulePublicBooking = defineOperation({
  id: 'rescheduleBookingAsAttendee',
  method: 'POST',
  path: '/v1/public/bookings/:manageToken/reschedule',
  summary: 'Reschedule a booking as its attendee; hosts, length and link do not change',
  tag,
  access,
  body: rescheduleSchema,
  reads: ['booking', 'availability'],
  waitsFor: ['booking', 'availability'],
  answers: { 200: { description: 'The booking, rescheduled', schema: publicBookingSchema } },
  problems: [
    'not-found',
    'conflict-with-state',
    'slot-taken',
    'slot-not-offered',
    'calendar-unavailable',
    'too-many-moves',
  ],
});
