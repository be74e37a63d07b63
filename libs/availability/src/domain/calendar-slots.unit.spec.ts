import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import { calendar } from './calendar.js';
import { booked, held, hold, hostId, past, released, slot } from './fixtures/calendar-fixtures.js';
import { rulesOf, weekly } from './fixtures/slot-fixtures.js';

describe('a slot', () => {
  it('is held if it is offered', () => {
    given(calendar, ...past)
      .when(hold('bkg_1', '08:00'))
      .then(held('bkg_1', '08:00'));
  });

  it('is held with the buffers of its own meeting type', () => {
    const buffers = { bufferBeforeMinutes: 10, bufferAfterMinutes: 15 };
    given(calendar, ...past)
      .when(hold('bkg_1', '08:00', { rules: rulesOf(buffers) }))
      .then(held('bkg_1', '08:00', buffers));
  });

  it('is held once, even if the command is repeated', () => {
    given(calendar, ...past, held('bkg_1', '08:00'))
      .when(hold('bkg_1', '08:00'))
      .thenNothing();
    given(calendar, ...past, held('bkg_1', '08:00'), booked('bkg_1', '08:00'))
      .when(hold('bkg_1', '08:00'))
      .thenNothing();
    // Late as well: by then its start is past.
    given(calendar, ...past, held('bkg_1', '08:00'))
      .when(hold('bkg_1', '08:00', { now: '2026-07-01T00:00:00.000Z' }))
      .thenNothing();
  });

  it('is refused as taken if another booking holds or has booked it', () => {
    const taken = { kind: 'slotTaken' } as const;
    given(calendar, ...past, held('bkg_1', '08:00'))
      .when(hold('bkg_2', '08:00'))
      .thenRefused(taken);
    given(calendar, ...past, held('bkg_1', '08:00'), booked('bkg_1', '08:00'))
      .when(hold('bkg_2', '08:00'))
      .thenRefused(taken);
    given(calendar, ...past, held('bkg_1', '08:00'), released('bkg_1', '08:00'))
      .when(hold('bkg_2', '08:00'))
      .then(held('bkg_2', '08:00'));
  });

  it('is refused as not offered off the grid, out of hours, in the past, or of another length', () => {
    const refusal = { kind: 'slotNotOffered' } as const;
    given(calendar, ...past)
      .when(hold('bkg_1', '08:30'))
      .thenRefused(refusal);
    given(calendar, ...past)
      .when(hold('bkg_1', '16:00'))
      .thenRefused(refusal);
    given(calendar, ...past)
      .when(hold('bkg_1', '08:00', { now: '2026-06-01T08:00:00.001Z' }))
      .thenRefused(refusal);
    given(calendar, ...past)
      .when(hold('bkg_1', '08:00', { end: '2026-06-01T09:30:00.000Z' }))
      .thenRefused(refusal);
    given(calendar, ...past)
      .when(hold('bkg_1', '08:00', { start: 'now', end: 'later' }))
      .thenRefused(refusal);
  });

  it('is held off its own grid where the team’s is what counts', () => {
    given(calendar, ...past)
      .when(hold('bkg_1', '08:30', { grid: 'team' }))
      .then(held('bkg_1', '08:30'));
    given(calendar, ...past)
      .when(hold('bkg_1', '15:30', { grid: 'team' }))
      .thenRefused({ kind: 'slotNotOffered' });
  });

  it('overlaps no other booking’s buffers, and none overlaps its own', () => {
    const buffers = { bufferBeforeMinutes: 0, bufferAfterMinutes: 1 };
    const taken = { kind: 'slotTaken' } as const;
    given(calendar, ...past, held('bkg_1', '08:00', buffers))
      .when(hold('bkg_2', '09:00'))
      .thenRefused(taken);
    given(calendar, ...past, held('bkg_1', '09:00'))
      .when(hold('bkg_2', '08:00', { rules: rulesOf(buffers) }))
      .thenRefused(taken);
    given(calendar, ...past, held('bkg_1', '08:00'))
      .when(hold('bkg_2', '09:00'))
      .then(held('bkg_2', '09:00'));
  });

  it('is no more than the limit of its day allows', () => {
    given(calendar, ...past, held('bkg_1', '08:00'))
      .when(hold('bkg_2', '12:00', { rules: rulesOf({ maxPerDay: 1 }) }))
      .thenRefused({ kind: 'slotTaken' });
  });

  it('becomes booked, once', () => {
    const book = { type: 'book', ...slot('bkg_1', '08:00') } as const;
    given(calendar, ...past, held('bkg_1', '08:00'))
      .when(book)
      .then(booked('bkg_1', '08:00'));
    given(calendar, ...past, held('bkg_1', '08:00'), booked('bkg_1', '08:00'))
      .when(book)
      .thenNothing();
  });

  it('is not booked if this booking does not hold it', () => {
    const book = { type: 'book', ...slot('bkg_1', '08:00') } as const;
    const refusal = { kind: 'notHeld' } as const;
    given(calendar, ...past)
      .when(book)
      .thenRefused(refusal);
    given(calendar, ...past, held('bkg_2', '08:00'))
      .when(book)
      .thenRefused(refusal);
    given(calendar, ...past, held('bkg_1', '09:00'))
      .when(book)
      .thenRefused(refusal);
    given(calendar, ...past, held('bkg_1', '08:00'), released('bkg_1', '08:00'))
      .when(book)
      .thenRefused(refusal);
  });

  it('is released once, by the booking that holds or has booked it', () => {
    const release = { type: 'release', ...slot('bkg_1', '08:00'), moves: 0 } as const;
    given(calendar, ...past, held('bkg_1', '08:00'))
      .when(release)
      .then(released('bkg_1', '08:00'));
    given(calendar, ...past, held('bkg_1', '08:00'), booked('bkg_1', '08:00'))
      .when(release)
      .then(released('bkg_1', '08:00'));
    given(calendar, ...past, held('bkg_1', '08:00'), released('bkg_1', '08:00'))
      .when(release)
      .thenNothing();
    given(calendar, ...past, held('bkg_2', '08:00'))
      .when(release)
      .thenNothing();
  });

  it('reaches as far as two days and two buffers of a day go, over midnights and blocks of days', () => {
    const day = 24 * 60;
    const longest = rulesOf({
      durationMinutes: day,
      slotIntervalMinutes: 1,
      bufferBeforeMinutes: day,
      bufferAfterMinutes: day,
    });
    const always = {
      type: 'ScheduleSet',
      data: { hostId, schedule: { timeZone: 'UTC', weekly: weekly('00:00-24:00') } },
    } as const;
    const at = (bookingId: string, start: string) => {
      const end = new Date(Date.parse(start) + day * 60_000).toISOString();
      return hold(bookingId, '00:00', { start, end, rules: longest });
    };
    // Blocks have 64 days: one of them begins within these days.
    for (let first = Date.parse('2026-06-05T00:00:00Z'), n = 0; n < 64; n += 1, first += day * 60_000) {
      const from = (minutes: number) => new Date(first + minutes * 60_000).toISOString();
      const one = given(calendar, ...past, always).when(at('bkg_1', from(0))).result;
      const standing = given(calendar, ...past, always, ...(one.ok ? one.value : []));
      standing.when(at('bkg_2', from(3 * day - 1))).thenRefused({ kind: 'slotTaken' });
      standing.when(at('bkg_2', from(1 - 3 * day))).thenRefused({ kind: 'slotTaken' });
      expect(standing.when(at('bkg_2', from(3 * day))).result.ok).toBe(true);
      expect(standing.when(at('bkg_2', from(-3 * day))).result.ok).toBe(true);
    }
  });
});
