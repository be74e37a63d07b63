import { describe, expect, it } from '@jest/globals';
import type { Location } from './meeting-type.js';
import { placeBeforeBooking } from './meeting-place.js';

describe('the place before a booking', () => {
  it.each<Location>([
    { type: 'video', value: 'https://meet.example.com/room' },
    { type: 'video', value: 'https://meet.example.com/{random}' },
    { type: 'video', value: 'Zoom 123 456, password hunter2' },
    { type: 'video', value: 'meet.example.com/room' },
    { type: 'phone', value: '+49 30 1234, PIN 99' },
    { type: 'phone', value: '+49 30 1234, Passwort: Sun' },
    { type: 'inPerson', value: 'Main Street 1 (door code 4711)' },
    { type: 'inPerson', value: 'Main Street 1, or https://meet.example.com/room' },
    { type: 'inPerson', value: 'www.example.com/visit?key=1' },
    { type: 'inPerson', value: 'Room {random}' },
  ])('hides what lets people in: %j', (location) => {
    expect(placeBeforeBooking(location)).toEqual({ type: location.type });
  });

  it.each<Location>([
    { type: 'video' },
    { type: 'phone', value: '+49 30 1234' },
    { type: 'phone', value: 'We call you.' },
    { type: 'inPerson', value: 'Pinewood, Main Street 1' },
  ])('shows where to go: %j', (location) => {
    expect(placeBeforeBooking(location)).toEqual(location);
  });
});
