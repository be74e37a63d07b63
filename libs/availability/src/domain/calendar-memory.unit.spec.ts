import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { fold } from '@bookonce/kernel/decider';
import { epochMsOf, type Instant, instantOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import { type CalendarState, CONFIRMING_EVENTS, LOOK_BACK_MS, type TimedCalendarEvent } from './calendar-state.js';
import { calendar } from './calendar.js';
import { booked, busySet, held, hold, hostId, past, released, rules, slot } from './fixtures/calendar-fixtures.js';
import { occupiedBy } from './occupied-slots.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** 2026-06-01, 10:00 UTC. */
const START = slot('bkg_1', '10:00').start;

const at = (time: Instant, ...events: readonly CalendarEvent[]): readonly TimedCalendarEvent[] =>
  events.map((event) => ({ ...event, meta: { time } }));
const later = (ms: number): Instant => instantOf(epochMsOf(START) + ms);
const noise = busySet([]);
/** An event every hour, as many as confirm a time: the first half ends what was unconfirmed before. */
const daysOfEvents = (from: Instant): readonly TimedCalendarEvent[] =>
  Array.from({ length: 2 * CONFIRMING_EVENTS }, (_, hour) =>
    at(instantOf(epochMsOf(from) + hour * HOUR_MS), noise),
  ).flat();
const before = at('2026-05-29T00:00:00.000Z', ...past, held('bkg_1', '10:00'));

const after = (...events: readonly TimedCalendarEvent[]): CalendarState =>
  JSON.parse(JSON.stringify(fold(calendar, calendar.initial, events))) as CalendarState;
const remembers = (state: CalendarState, bookingId = 'bkg_1', start = START): boolean =>
  occupiedBy(state.occupied, bookingId, epochMsOf(start)) !== undefined;

const LONG_AFTER = later(LOOK_BACK_MS + 2 * DAY_MS);
const longAfter = daysOfEvents(LONG_AFTER);

describe('the memory of a calendar', () => {
  it('keeps a booked slot for the look-back, and then forgets it', () => {
    const bookedSlot = [...before, ...at(START, booked('bkg_1', '10:00'))];
    expect(remembers(after(...bookedSlot, ...daysOfEvents(later(LOOK_BACK_MS - 7 * DAY_MS))))).toBe(true);
    expect(remembers(after(...bookedSlot, ...longAfter))).toBe(false);
  });

  it('keeps a hold until it is decided', () => {
    expect(remembers(after(...before, ...longAfter))).toBe(true);
    expect(remembers(after(...before, ...longAfter, ...at(LONG_AFTER, booked('bkg_1', '10:00'))))).toBe(false);
    expect(remembers(after(...before, ...longAfter, ...at(LONG_AFTER, released('bkg_1', '10:00'))))).toBe(false);
  });

  it('goes by the newest confirmed time, not by the last one', () => {
    const state = after(...before, ...at(START, booked('bkg_1', '10:00')), ...longAfter, ...daysOfEvents(START));
    expect(remembers(state)).toBe(false);
    expect(state.forgottenUntil).toBeGreaterThan(epochMsOf(START));
  });

  it('does not grow with the history', () => {
    const sizes = [1, 10].map((years) => {
      const events = Array.from({ length: years * 365 }, (_, day) => {
        const [from, to] = [day * DAY_MS, day * DAY_MS + 3_600_000].map(instantOf);
        const data = { ...slot(`bkg_${day}`, '10:00'), start: from ?? '', end: to ?? '', hostId };
        return at(from ?? '', { ...held('', '10:00'), data: { ...held('', '10:00').data, ...data } } as CalendarEvent, {
          type: 'SlotBooked',
          data,
        });
      });
      return JSON.stringify(after(...at(instantOf(0), ...past), ...events.flat()).occupied).length;
    });
    expect(Math.max(...sizes)).toBeLessThan(20_000);
  });

  it('forgets and refuses nothing because of a clock that jumped ahead for a moment', () => {
    const bookedSlot = [...before, ...at(START, booked('bkg_1', '10:00'))];
    const moment = Array.from({ length: CONFIRMING_EVENTS - 1 }, (_, index) =>
      at(instantOf(Date.UTC(2036, 0, 1 + index)), noise),
    ).flat();
    // The clock stays ahead for longer than a day, or gives many events the same time.
    for (const jump of [moment, at('2099-01-01T00:00:00.000Z', ...Array<CalendarEvent>(500).fill(noise))]) {
      const back = after(...bookedSlot, ...jump, ...daysOfEvents(START));
      expect(remembers(back)).toBe(true);
      expect(calendar.decide(hold('bkg_2', '12:00'), back)).toMatchObject({ ok: true });
      expect(calendar.decide(hold('bkg_2', '10:00'), back)).toEqual({ ok: false, error: { kind: 'slotTaken' } });
    }
    expect(remembers(after(...bookedSlot, ...moment, ...longAfter))).toBe(false);
  });

  it('goes by the earlier of two clocks', () => {
    const twoClocks = daysOfEvents(START).flatMap((event, index) => [event, ...at(later(index * 30 * DAY_MS), noise)]);
    expect(after(...before, ...twoClocks).forgottenUntil).toBeLessThan(epochMsOf(START));
  });

  it('gives no slot away that it may have forgotten: a clock may jump ahead and back (I5, I20)', () => {
    const jumped = after(...before, ...at(START, booked('bkg_1', '10:00')), ...longAfter);
    expect(calendar.decide(hold('bkg_2', '10:00'), jumped)).toEqual({ ok: false, error: { kind: 'slotNotOffered' } });
    expect(calendar.decide(hold('bkg_2', '12:00'), jumped)).toEqual({ ok: false, error: { kind: 'slotNotOffered' } });
  });

  it('repeats nothing of a slot that it has forgotten, and moves none', () => {
    const state = after(...before, ...at(START, booked('bkg_1', '10:00')), ...longAfter);
    const repeated = { ...slot('bkg_1', '10:00') };
    expect(calendar.decide({ type: 'book', ...repeated }, state)).toEqual({ ok: true, value: [] });
    expect(calendar.decide({ type: 'release', ...repeated, moves: 0 }, state)).toEqual({ ok: true, value: [] });
    const [from, to] = [
      slot('bkg_1', '10:00').start,
      { start: later(40 * DAY_MS), end: later(40 * DAY_MS + 3_600_000) },
    ];
    const judged = { rules, grid: 'own', now: LONG_AFTER, by: 'attendee' } as const;
    const move = { bookingId: 'bkg_1', ...to, move: 1, fromStart: from, ...judged };
    for (const type of ['move', 'reserveMove'] as const) {
      expect(calendar.decide({ type, ...move }, state)).toEqual({ ok: false, error: { kind: 'slotNotOffered' } });
    }
  });
});
