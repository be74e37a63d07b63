import { given } from '@bookonce/testing/decider-spec';
import { describe, it } from '@jest/globals';
import { calendar } from './calendar.js';
import { booked, held, hold, move, moved, past } from './fixtures/calendar-fixtures.js';
import { rulesOf } from './fixtures/slot-fixtures.js';

describe('a reschedule', () => {
  const standing = [...past, held('bkg_1', '08:00'), booked('bkg_1', '08:00')] as const;

  it('moves the slot in one event, booked or held as it was', () => {
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '10:00'))
      .then(moved('bkg_1', '08:00', '10:00', 'booked'));
    given(calendar, ...past, held('bkg_1', '08:00'))
      .when(move('bkg_1', '08:00', '10:00'))
      .then(moved('bkg_1', '08:00', '10:00', 'held'));
  });

  it('may overlap where it comes from', () => {
    const short = rulesOf({ slotIntervalMinutes: 30 });
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '08:30', { rules: short }))
      .then(moved('bkg_1', '08:00', '08:30', 'booked'));
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '10:00', { rules: rulesOf({ maxPerDay: 1 }) }))
      .then(moved('bkg_1', '08:00', '10:00', 'booked'));
  });

  it('does nothing when it has happened, or leads to where the slot is', () => {
    given(calendar, ...standing, moved('bkg_1', '08:00', '10:00', 'booked'))
      .when(move('bkg_1', '08:00', '10:00'))
      .thenNothing();
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '08:00'))
      .thenNothing();
  });

  it('is refused onto others, off the grid, and from where there is nothing', () => {
    given(calendar, ...standing, held('bkg_2', '10:00'))
      .when(move('bkg_1', '08:00', '10:00'))
      .thenRefused({ kind: 'slotTaken' });
    given(calendar, ...standing)
      .when(move('bkg_1', '08:00', '10:10'))
      .thenRefused({ kind: 'slotNotOffered' });
    given(calendar, ...standing)
      .when(move('bkg_1', '11:00', '10:00'))
      .thenRefused({ kind: 'notHeld' });
  });

  it('leaves the old start to others, and keeps a late hold of the same booking off the new one', () => {
    const after = given(calendar, ...standing, moved('bkg_1', '08:00', '10:00', 'booked'));
    after.when(hold('bkg_2', '08:00')).then(held('bkg_2', '08:00'));
    const short = rulesOf({ slotIntervalMinutes: 30 });
    after.when(hold('bkg_1', '09:30', { rules: short })).thenRefused({ kind: 'slotTaken' });
  });
});
