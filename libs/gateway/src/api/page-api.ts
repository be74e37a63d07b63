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
  reads: ['link', 'availability'],
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
  reads: ['booking', 'availability'],
  answers: { 200: aPage('The booking'), 404: aPage('There is no such booking') },
});
