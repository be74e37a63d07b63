import { defineOperation } from './operation.js';

const tag = 'Recipient';
const access = 'public';
const aPage = (description: string) => ({ description, mediaType: 'text/html' });

export const getHomePage = defineOperation({
  id: 'getHomePage',
  method: 'GET',
  path: '/',
  summary: 'What this is and where to go, for a browser',
  tag: 'Service',
  access,
  reads: [],
  answers: { 200: aPage('A page') },
});

export const getBookingPage = defineOperation({
  id: 'getBookingPage',
  method: 'GET',
  path: '/1t/:token',
  summary: 'The booking page, for a browser; looking never consumes the link',
  tag,
  access,
  reads: ['link', 'availability'],
  answers: {
    200: aPage('Where a time is chosen and booked'),
    404: aPage('There is no such link'),
    410: aPage('Which end the link met, and what to do'),
  },
});

export const getManagePage = defineOperation({
  id: 'getManagePage',
  method: 'GET',
  path: '/m/:manageToken',
  summary: 'The page of a booking, for a browser',
  tag,
  access,
  reads: ['booking', 'availability'],
  answers: { 200: aPage('The booking'), 404: aPage('There is no such booking') },
});
