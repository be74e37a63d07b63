import * as availabilityCommands from '@bookonce/contracts/commands/availability';
import * as bookingCommands from '@bookonce/contracts/commands/booking';
import * as calendarCommands from '@bookonce/contracts/commands/calendars';
import * as linkCommands from '@bookonce/contracts/commands/link';
import { describe, expect, it } from '@jest/globals';
import { serviceOf, subscribersOf } from './services.js';

const patternsIn = (commands: object): readonly string[] =>
  Object.values(commands).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null && 'pattern' in value ? [String(value.pattern)] : [],
  );

describe('the simulated services', () => {
  it.each([
    ['link', linkCommands],
    ['availability', availabilityCommands],
    ['booking', bookingCommands],
    ['calendars', calendarCommands],
  ] as const)('answer every command of %s', (service, commands) => {
    const patterns = patternsIn(commands);
    expect(patterns.length).toBeGreaterThan(2);
    for (const pattern of patterns) expect([pattern, serviceOf(pattern)]).toEqual([pattern, service]);
  });

  it('answer no command that no controller handles', () => {
    expect(() => serviceOf('booking.unheard-of')).toThrow('booking.unheard-of');
  });

  it('subscribe to the events that their controllers declare', () => {
    const subscribers = subscribersOf(true);
    const declared = Object.fromEntries(subscribers.map((one) => [one.subscriber, one]));
    expect(declared['place-booking']).toMatchObject({ service: 'booking', orderBy: 'correlation' });
    expect(declared['place-booking']?.types).toContain('BookingRequested');
    expect(declared['place-booking-link-ends']?.types).toEqual(new Set(['LinkConsumed', 'LinkExpired', 'LinkRevoked']));
    expect(declared['link-regeneration']).toMatchObject({ service: 'link', orderBy: 'stream' });
    expect(declared['calendar-bookings']).toMatchObject({ service: 'calendars', orderBy: 'stream' });
    for (const { types } of subscribers) expect(types.size).toBeGreaterThan(0);
  });
});
