import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { SlotRules } from '@bookonce/contracts/values/meeting-type';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import { calendar } from './calendar.js';
import {
  booked,
  busySet,
  held,
  hold,
  hostId,
  move,
  moved,
  moveReserved,
  moveVoided,
  past,
  released,
  slot,
} from './fixtures/calendar-fixtures.js';
import { rulesOf } from './fixtures/slot-fixtures.js';

const standing = [...past, held('bkg_1', '08:00'), booked('bkg_1', '08:00')] as const;
const MONDAY = '2026-06-01';
const release = (time: string, moves: number) => ({ type: 'release', ...slot('bkg_1', time), moves }) as const;

describe('a reschedule on the calendar that judges it', () => {
  it('moves the slot in one event', () => {
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '10:00'))
      .then(moved('bkg_1', '08:00', '10:00', 'booked'));
  });

  it('may overlap its own old time', () => {
    const short = rulesOf({ slotIntervalMinutes: 30 });
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '08:30', { rules: short }))
      .then(moved('bkg_1', '08:00', '08:30', 'booked'));
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '10:00', { rules: rulesOf({ maxPerDay: 1 }) }))
      .then(moved('bkg_1', '08:00', '10:00', 'booked'));
  });

  it('is voided onto a taken time or off the grid, and stays voided when the time becomes free', () => {
    const taken = moveVoided('bkg_1', '08:00', '10:00', 'slotTaken');
    given(calendar, ...standing, held('bkg_2', '10:00'))
      .when(move('bkg_1', '08:00', '10:00'))
      .then(taken);
    given(calendar, ...standing, held('bkg_2', '10:00'), taken, released('bkg_2', '10:00'))
      .when(move('bkg_1', '08:00', '10:00'))
      .thenNothing();
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '10:10'))
      .then(moveVoided('bkg_1', '08:00', '10:10', 'slotNotOffered'));
  });

  it('refuses a move from a time without a slot', () => {
    given(calendar, ...standing)
      .when(move('bkg_1', '11:00', '10:00'))
      .thenRefused({ kind: 'notHeld' });
  });

  it('happens once, even if a later move has brought the slot back', () => {
    const there = moved('bkg_1', '08:00', '10:00', 'booked');
    given(calendar, ...standing, there)
      .when(move('bkg_1', '08:00', '10:00'))
      .thenNothing();
    given(calendar, ...standing, there, moved('bkg_1', '10:00', '08:00', 'booked', { move: 2 }))
      .when(move('bkg_1', '08:00', '10:00'))
      .thenRefused({ kind: 'notHeld' });
  });

  it('leaves a late hold at the old start alone when it is repeated late, so that the hold can be released (I6)', () => {
    const later = moveVoided('bkg_1', '10:00', '11:00', 'slotTaken', { move: 2 });
    const past = [...standing, moved('bkg_1', '08:00', '10:00', 'booked'), later, held('bkg_1', '08:00')];
    given(calendar, ...past)
      .when(move('bkg_1', '08:00', '10:00'))
      .thenRefused({ kind: 'notHeld' });
    given(calendar, ...past)
      .when(release('08:00', 0))
      .then(released('bkg_1', '08:00'));
  });

  it('leaves a late hold alone when it is repeated after a later move elsewhere (I6)', () => {
    const first = moved('bkg_1', '08:00', '10:00', 'booked');
    const later = moved('bkg_1', '10:00', '14:00', 'booked', { move: 2 });
    const late = held('bkg_1', '08:00');
    const cancelled = [late, released('bkg_1', '14:00')];
    for (const more of [[late], [late, booked('bkg_1', '08:00')], cancelled]) {
      const after = given(calendar, ...standing, first, later, ...more);
      after.when(move('bkg_1', '08:00', '10:00')).thenRefused({ kind: 'notHeld' });
      after.when({ ...move('bkg_1', '08:00', '10:00'), type: 'reserveMove' }).thenRefused({ kind: 'notHeld' });
      after.when(release('08:00', 0)).then(released('bkg_1', '08:00'));
    }
  });

  it('leaves the old start to others, and keeps a late hold of the same booking off the new one', () => {
    const after = given(calendar, ...standing, moved('bkg_1', '08:00', '10:00', 'booked'));
    after.when(hold('bkg_2', '08:00')).then(held('bkg_2', '08:00'));
    const short = rulesOf({ slotIntervalMinutes: 30 });
    after.when(hold('bkg_1', '09:30', { rules: short })).thenRefused({ kind: 'slotTaken' });
  });

  it('ignores a release that does not know of a later move', () => {
    const after = given(calendar, ...standing, moved('bkg_1', '08:00', '10:00', 'booked'));
    after.when(release('10:00', 0)).thenNothing();
    after.when(release('10:00', 1)).then(released('bkg_1', '10:00'));
  });
});

describe('a reschedule by the host', () => {
  const to = (time: string, given: Partial<SlotRules> = {}) =>
    move('bkg_1', '08:00', time, { rules: rulesOf(given), by: 'host' });
  const there = (time: string) => moved('bkg_1', '08:00', time, 'booked');
  const taken = (time: string) => moveVoided('bkg_1', '08:00', time, 'slotTaken');

  it.each<[string, string, Partial<SlotRules>]>([
    ['outside the hours', '03:00', {}],
    ['off the grid', '10:10', {}],
    ['within the minimum notice', '10:00', { minimumNoticeMinutes: 100_000 }],
    ['outside the window', '10:00', { bookingWindow: { type: 'range', from: '2026-01-01', to: '2026-01-02' } }],
  ])('may lead to a time %s', (_what, time, given_) => {
    given(calendar, ...standing)
      .when(to(time, given_))
      .then(there(time));
  });

  it('may lead to a day that is full or off', () => {
    const timeOff: CalendarEvent = { type: 'TimeOffSet', data: { hostId, timeOff: [{ from: MONDAY, to: MONDAY }] } };
    given(calendar, ...standing, held('bkg_2', '14:00'), timeOff)
      .when(to('10:00', { maxPerDay: 1 }))
      .then(there('10:00'));
  });

  it('is bound by bookings, buffers and busy times (I5)', () => {
    const { start, end } = slot('', '12:00');
    const full = given(calendar, ...standing, held('bkg_2', '10:00'), busySet([{ start, end }]));
    full.when(to('10:30')).then(taken('10:30'));
    full.when(to('12:10')).then(taken('12:10'));
    full.when(to('13:10', { bufferBeforeMinutes: 15 })).then(taken('13:10'));
  });

  it('never leads to the past', () => {
    given(calendar, ...standing)
      .when({ ...to('07:00'), now: slot('', '07:00').start })
      .then(moveVoided('bkg_1', '08:00', '07:00', 'slotNotOffered'));
  });
});

describe('a reschedule on a calendar that follows', () => {
  const reserve = { ...move('bkg_1', '08:00', '10:00'), type: 'reserveMove' } as const;
  const finish = { ...move('bkg_1', '08:00', '10:00'), type: 'finishMove' } as const;
  const voided = { ...move('bkg_1', '08:00', '10:00'), type: 'voidMove', reason: 'slotTaken' } as const;
  const reserved = moveReserved('bkg_1', '08:00', '10:00');

  it('occupies both times until it is decided', () => {
    given(calendar, ...standing)
      .when(reserve)
      .then(reserved);
    const after = given(calendar, ...standing, reserved);
    after.when(reserve).thenNothing();
    after.when(hold('bkg_2', '08:00')).thenRefused({ kind: 'slotTaken' });
    after.when(hold('bkg_2', '10:00')).thenRefused({ kind: 'slotTaken' });
    after.when(release('10:00', 0)).thenNothing();
    after.when({ type: 'book', ...slot('bkg_1', '10:00') }).thenRefused({ kind: 'notHeld' });
  });

  it('follows to the new time, once', () => {
    const there = moved('bkg_1', '08:00', '10:00', 'booked');
    given(calendar, ...standing, reserved)
      .when(finish)
      .then(there);
    given(calendar, ...standing, reserved, there)
      .when(finish)
      .thenNothing();
    given(calendar, ...standing)
      .when(finish)
      .thenRefused({ kind: 'notHeld' });
  });

  it('gives the new time up, and to a reservation that comes late as well', () => {
    const gone = moveVoided('bkg_1', '08:00', '10:00', 'slotTaken');
    given(calendar, ...standing, reserved)
      .when(voided)
      .then(gone);
    const after = given(calendar, ...standing, reserved, gone);
    after.when(hold('bkg_2', '10:00')).then(held('bkg_2', '10:00'));
    after.when(voided).thenNothing();
    given(calendar, ...standing, gone)
      .when(reserve)
      .thenRefused({ kind: 'slotTaken' });
    expect(after.state).toEqual(given(calendar, ...standing, gone).state);
  });
});
