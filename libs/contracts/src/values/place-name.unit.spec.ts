import { describe, expect, it } from '@jest/globals';
import { placeName } from './place-name.js';

describe('placeName', () => {
  it.each([
    [{ type: 'video', value: 'https://meet.example/room' }, 'https://meet.example/room', 'https://meet.example/room'],
    [{ type: 'phone', value: '+49 30 1234' }, '+49 30 1234', '+49 30 1234'],
    [{ type: 'video' }, 'Video call', 'Videogespräch'],
    [{ type: 'phone' }, 'Phone call', 'Telefonat'],
    [{ type: 'inPerson' }, 'In person', 'Vor Ort'],
  ] as const)('names %o', (location, english, german) => {
    expect([placeName(location, 'en'), placeName(location, 'de')]).toEqual([english, german]);
  });
});
