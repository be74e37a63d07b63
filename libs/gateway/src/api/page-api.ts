import { z } from 'zod';
import { defineOperation } from './operation.js';

const tag = 'Recipient';
const access = 'public';
const aPage = (description: string) => ({ description, mediaType: 'text/html' });

export const getHomePage = defineOperation({
  id: 'getHomePage',
  method: 'GET',
  path: '/',
  summary: 'Show the home page',
  tag: 'Service',
  access,
  reads: [],
  answers: { 200: aPage('A page') },
});

export const getBookingPage = defineOperation({
  id: 'getBookingPage',
  method: 'GET',
  path: '/1t/:token',
  summary: 'Show the booking page of a link; opening it never consumes the link',
  tag,
  access,
  reads: ['link', 'availability', 'workspace'],
  answers: {
    200: aPage('Where a time is chosen and booked'),
    404: aPage('Unknown link'),
    410: aPage('Which end the link met, and what to do'),
  },
});

export const getManagePage = defineOperation({
  id: 'getManagePage',
  method: 'GET',
  path: '/m/:manageToken',
  summary: 'Show the page of a booking',
  tag,
  access,
  reads: ['booking', 'availability', 'workspace'],
  answers: { 200: aPage('The booking'), 404: aPage('There is no such booking') },
});

export const getOptInPage = defineOperation({
  id: 'getOptInPage',
  method: 'GET',
  path: '/o/:optInToken',
  summary: 'Show the page that a booking is confirmed on; opening it confirms nothing',
  tag,
  access,
  reads: ['booking', 'link', 'availability', 'workspace'],
  answers: {
    200: aPage('The booking, and a button to confirm it'),
    404: aPage('There is no such booking'),
    410: aPage('What happened to the booking meanwhile'),
  },
});

export const getApprovalPage = defineOperation({
  id: 'getApprovalPage',
  method: 'GET',
  path: '/a/:approvalToken',
  summary: 'Show the page that a host decides on; opening it decides nothing',
  tag: 'Bookings',
  access,
  query: z.object({
    decision: z
      .enum(['approve', 'decline'])
      .optional()
      .catch(undefined)
      .meta({ description: 'The button that led here' }),
  }),
  reads: ['booking', 'availability', 'workspace'],
  answers: {
    200: aPage('The booking that awaits approval, and the buttons'),
    404: aPage('There is no such booking'),
    410: aPage('The decision, or that the booking has moved'),
  },
});
