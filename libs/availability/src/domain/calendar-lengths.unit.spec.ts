import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import { calendar, type CalendarCommand } from './calendar.js';
import { booked, busySet, held, hold, hostId, move, noBuffers, past, released } from './fixtures/calendar-fixtures.js';
import { MEETING_TYPE, rulesOf } from './fixtures/slot-fixtures.js';

/** A time on the Monday, or whatever else is said. */
const at = (time: string): string => (time.length === 5 ? `2026-06-01T${time}:00.000Z` : time);
const standing = [...past, held('bkg_1', '08:00'), booked('bkg_1', '08:00')] as const;

/** `bkg_1`, which lasts from 08:00 to 09:00, is to end at `time`. */
const endAt = (time: string, number = 1) =>
  ({ ...move('bkg_1', '08:00', '08:00', { move: number }), end: at(time) }) as const;

const common = (time: string, number: number) => ({
  hostId,
  bookingId: 'bkg_1',
  start: at('08:00'),
  end: at(time),
  move: number,
  fromStart: at('08:00'),
});

const ended = (from: string, time: string, number = 1, buffers = noBuffers): CalendarEvent => ({
  type: 'SlotMoved',
  data: {
    ...common(time, number),
    ...buffers,
    meetingTypeId: MEETING_TYPE,
    state: 'booked',
    fromEnd: at(from),
  },
});

const reservedUntil = (time: string): CalendarEvent => ({
  type: 'MoveReserved',
  data: { ...common(time, 1), start: at('09:00'), ...noBuffers, meetingTypeId: MEETING_TYPE },
});

const refused = (time: string, reason: 'slotTaken' | 'slotNotOffered', start = '09:00'): CalendarEvent => ({
  type: 'MoveVoided',
  data: { ...common(time, 1), start: at(start), reason },
});

describe('another end of a slot, on the calendar that judges it', () => {
  it('makes it longer or shorter in one event, beyond the hours, the grid and the window', () => {
    const narrow = rulesOf({ bookingWindow: { type: 'range', from: '2030-01-01', to: '2030-01-02' }, maxPerDay: 1 });
    const after = given(calendar, ...standing);
    after.when({ ...endAt('17:20'), rules: narrow, now: at('12:00') }).then(ended('09:00', '17:20'));
    after.when(endAt('08:10')).then(ended('09:00', '08:10'));
  });

  it('leaves what comes after to other bookings, as far as it is free', () => {
    const longer = given(calendar, ...standing, ended('09:00', '10:30'));
    longer.when(hold('bkg_2', '10:00')).thenRefused({ kind: 'slotTaken' });
    longer.when(hold('bkg_2', '11:00')).then(held('bkg_2', '11:00'));
    const shorter = given(calendar, ...standing, ended('09:00', '08:30'));
    const short = rulesOf({ slotIntervalMinutes: 30 });
    shorter.when(hold('bkg_2', '08:30', { rules: short })).then(held('bkg_2', '08:30'));
  });

  it('is refused where the added time is taken, by a hold or a busy time', () => {
    const after = given(calendar, ...standing, held('bkg_2', '10:00'));
    after.when(endAt('10:00')).then(ended('09:00', '10:00'));
    after.when(endAt('10:01')).then(refused('10:01', 'slotTaken'));
    const busy = busySet([{ start: at('09:30'), end: at('09:40') }]);
    given(calendar, ...standing, busy)
      .when(endAt('10:00'))
      .then(refused('10:00', 'slotTaken'));
  });

  it('keeps its own buffers and those of others clear', () => {
    const buffers = { bufferBeforeMinutes: 20, bufferAfterMinutes: 10 };
    const after = given(
      calendar,
      ...past,
      held('bkg_1', '08:00', buffers),
      booked('bkg_1', '08:00'),
      held('bkg_2', '11:00', buffers),
    );
    // The type has other buffers by now.
    after.when(endAt('10:30')).then(ended('09:00', '10:30', 1, buffers));
    after.when(endAt('10:31')).then(refused('10:31', 'slotTaken'));
  });

  it('makes a slot shorter in which there is a busy time', () => {
    const busy = busySet([{ start: at('08:00'), end: at('09:00') }]);
    given(calendar, ...standing, busy)
      .when(endAt('08:50'))
      .then(ended('09:00', '08:50'));
  });

  it('must come after the start, within a day', () => {
    const after = given(calendar, ...standing);
    after.when(endAt('08:00')).then(refused('08:00', 'slotNotOffered', '08:00'));
    after.when(endAt('some day')).then(refused('some day', 'slotNotOffered', '08:00'));
    const tomorrow = '2026-06-02T08:01:00.000Z';
    after.when(endAt(tomorrow)).then(refused(tomorrow, 'slotNotOffered'));
  });

  it('is decided once, and not again after a later one', () => {
    const once = given(calendar, ...standing, ended('09:00', '10:00'));
    once.when(endAt('10:00')).thenNothing();
    const twice = given(calendar, ...standing, ended('09:00', '10:00'), ended('10:00', '08:30', 2));
    twice.when(endAt('10:00')).thenRefused({ kind: 'notHeld' });
    given(calendar, ...standing, held('bkg_2', '09:00'), refused('10:00', 'slotTaken'), released('bkg_2', '09:00'))
      .when(endAt('10:00'))
      .thenNothing();
  });
});

describe('another end of a slot, on a calendar that follows', () => {
  const as = <Type extends CalendarCommand['type']>(type: Type, time: string) => ({ ...endAt(time), type }) as const;
  const voidIt = (time: string) => ({ ...as('voidMove', time), reason: 'slotTaken' }) as const;
  const reserved = reservedUntil('10:30');

  it('occupies the added time until it is decided', () => {
    given(calendar, ...standing)
      .when(as('reserveMove', '10:30'))
      .then(reserved);
    const after = given(calendar, ...standing, reserved);
    after.when(as('reserveMove', '10:30')).thenNothing();
    after.when(hold('bkg_2', '10:00')).thenRefused({ kind: 'slotTaken' });
    after.when(hold('bkg_2', '08:00')).thenRefused({ kind: 'slotTaken' });
    after.when(hold('bkg_2', '11:00')).then(held('bkg_2', '11:00'));
  });

  it('follows once, and leaves no reservation', () => {
    const after = given(calendar, ...standing, reserved);
    after.when(as('finishMove', '10:30')).then(ended('09:00', '10:30'));
    const followed = given(calendar, ...standing, reserved, ended('09:00', '10:30'));
    followed.when(as('finishMove', '10:30')).thenNothing();
    expect(followed.state).toEqual(given(calendar, ...standing, ended('09:00', '10:30')).state);
    given(calendar, ...standing)
      .when(as('finishMove', '10:30'))
      .thenRefused({ kind: 'notHeld' });
  });

  it('follows to an earlier end without a reservation', () => {
    const after = given(calendar, ...standing);
    after.when(as('reserveMove', '08:30')).thenNothing();
    after.when(as('finishMove', '08:30')).then(ended('09:00', '08:30'));
  });

  it('gives the added time up, and to a reservation that comes late as well', () => {
    const gone = refused('10:30', 'slotTaken');
    given(calendar, ...standing, reserved)
      .when(voidIt('10:30'))
      .then(gone);
    const after = given(calendar, ...standing, reserved, gone);
    after.when(hold('bkg_2', '10:00')).then(held('bkg_2', '10:00'));
    after.when(voidIt('10:30')).thenNothing();
    given(calendar, ...standing, gone)
      .when(as('reserveMove', '10:30'))
      .thenRefused({ kind: 'slotTaken' });
    expect(after.state).toEqual(given(calendar, ...standing, gone).state);
  });
});
