import type { BusySource, CalendarEvent } from '@bookonce/contracts/events/calendar';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import type { Interval } from '@bookonce/contracts/values/instant';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendar, type CalendarCommand } from './calendar.js';
import {
  added as hostAdded,
  booked,
  busySet,
  held,
  hold,
  hostId,
  move,
  moved,
  moveReserved,
  past,
  released,
  slot,
} from './fixtures/calendar-fixtures.js';

const WORK: BusySource = { type: 'ics', id: 'cal_1', name: 'Work' };
const FAMILY: BusySource = { type: 'caldav', id: 'cal_2', name: 'Family' };
const HOLIDAYS: BusySource = { type: 'holidays', id: 'holidays', name: 'Germany' };

/** On the Monday, such as `08:00-09:00`. */
const on = (times: string): Interval => {
  const [start, end] = times.split('-').map((time) => `2026-06-01T${time}:00.000Z`);
  return { start: start ?? '', end: end ?? '' };
};
const says = (source: BusySource, ...times: readonly string[]): CalendarCommand => ({
  type: 'changeBusy',
  source,
  intervals: times.map(on),
});
const clashes = (bookingId: string, time: string, ...sources: readonly BusySource[]): CalendarEvent => ({
  type: 'SlotClashesChanged',
  data: { hostId, ...slot(bookingId, time), sources: [...sources] },
});
const atNine = [...past, held('bkg_1', '09:00')] as const;

describe('a change of the busy times', () => {
  it('tells of the held and booked slots that it overlaps, and of no others', () => {
    given(calendar, ...atNine, held('bkg_2', '10:00'), booked('bkg_2', '10:00'), held('bkg_3', '12:00'))
      .when(says(WORK, '09:30-10:15'))
      .then(busySet([on('09:30-10:15')], [], WORK), clashes('bkg_1', '09:00', WORK), clashes('bkg_2', '10:00', WORK));
  });

  it('tells of a slot that it does not overlap any more', () => {
    given(calendar, ...atNine, busySet([on('09:30-10:15')], [], WORK))
      .when(says(WORK))
      .then(busySet([], [on('09:30-10:15')], WORK), clashes('bkg_1', '09:00'));
  });

  it('tells nothing if the same sources overlap the slot in another way', () => {
    given(calendar, ...atNine, busySet([on('09:30-10:15')], [], WORK))
      .when(says(WORK, '09:00-09:45'))
      .then(busySet([on('09:00-09:45')], [on('09:30-10:15')], WORK));
    given(calendar, ...atNine, busySet([on('09:30-10:15')], [], WORK))
      .when(says(WORK, '09:30-10:15'))
      .thenNothing();
  });

  it('leaves the buffers out of it: they are for offering times', () => {
    const buffers = { bufferBeforeMinutes: 30, bufferAfterMinutes: 30 };
    given(calendar, ...past, held('bkg_1', '09:00', buffers))
      .when(says(WORK, '08:30-09:00', '10:00-10:30'))
      .then(busySet([on('08:30-09:00'), on('10:00-10:30')], [], WORK));
  });

  it('names every source, whatever kind it is', () => {
    given(calendar, ...atNine, busySet([on('09:00-09:10')], [], WORK))
      .when(says(PUT_SOURCE, '09:50-10:00'))
      .then(busySet([on('09:50-10:00')]), clashes('bkg_1', '09:00', WORK, PUT_SOURCE));
    given(calendar, ...atNine)
      .when(says(HOLIDAYS, '00:00-23:00'))
      .then(busySet([on('00:00-23:00')], [], HOLIDAYS), clashes('bkg_1', '09:00', HOLIDAYS));
  });

  it('tells when a source is gone, or has another name', () => {
    const before = [...atNine, busySet([on('09:00-09:10')], [], WORK), busySet([on('09:20-09:30')], [], FAMILY)];
    given(calendar, ...before)
      .when({ type: 'changeBusy', source: WORK, intervals: null })
      .then(
        busySet([], [on('09:00-09:10')], WORK),
        { type: 'BusySourceRemoved', data: { hostId, source: WORK } },
        clashes('bkg_1', '09:00', FAMILY),
      );
    const office = { ...WORK, name: 'Office' };
    given(calendar, ...before)
      .when(says(office, '09:00-09:10'))
      .then(busySet([], [], office), clashes('bkg_1', '09:00', office, FAMILY));
  });

  it('never takes a slot away', () => {
    const { state } = given(calendar, ...atNine);
    const after = given(calendar, ...atNine, busySet([on('09:00-10:00')], [], WORK), clashes('bkg_1', '09:00', WORK));
    expect(after.state.occupied).toEqual(state.occupied);
    after.when({ type: 'book', ...slot('bkg_1', '09:00') }).then(booked('bkg_1', '09:00'));
  });

  it('tells nothing of a slot that is only reserved, or was released', () => {
    const reserved = [
      ...past,
      held('bkg_1', '09:00'),
      booked('bkg_1', '09:00'),
      moveReserved('bkg_1', '09:00', '12:00'),
    ];
    given(calendar, ...reserved)
      .when(says(WORK, '12:00-13:00'))
      .then(busySet([on('12:00-13:00')], [], WORK));
    given(calendar, ...atNine, released('bkg_1', '09:00'))
      .when(says(WORK, '09:00-10:00'))
      .then(busySet([on('09:00-10:00')], [], WORK));
    given(calendar, hostAdded)
      .when(says(WORK, '09:00-10:00'))
      .then(busySet([on('09:00-10:00')], [], WORK));
  });
});

describe('a move', () => {
  const bookedAtNine = [...atNine, booked('bkg_1', '09:00')] as const;

  it('leaves the clashes of the previous time behind', () => {
    given(calendar, ...bookedAtNine, busySet([on('09:30-10:00')], [], WORK))
      .when(move('bkg_1', '09:00', '12:00'))
      .then(moved('bkg_1', '09:00', '12:00', 'booked'));
  });

  it('tells of busy times that came while the new time was reserved', () => {
    given(calendar, ...bookedAtNine, moveReserved('bkg_1', '09:00', '12:00'), busySet([on('12:30-13:00')], [], WORK))
      .when({ ...move('bkg_1', '09:00', '12:00'), type: 'finishMove' })
      .then(moved('bkg_1', '09:00', '12:00', 'booked'), clashes('bkg_1', '12:00', WORK));
  });

  it('to an earlier end tells that nothing clashes any more', () => {
    const shorter = { ...slot('bkg_1', '09:00'), end: on('09:00-09:30').end };
    const outcome = given(calendar, ...bookedAtNine, busySet([on('09:30-10:00')], [], WORK)).when({
      ...move('bkg_1', '09:00', '09:00'),
      ...shorter,
    });
    expect(outcome.result).toMatchObject({
      ok: true,
      value: [{ type: 'SlotMoved' }, { type: 'SlotClashesChanged', data: { ...shorter, sources: [] } }],
    });
  });
});

describe('the clashes of a slot', () => {
  const SOURCES = [WORK, FAMILY, PUT_SOURCE];
  const DAY = epochMsOf('2026-06-01T00:00:00.000Z');
  const at = (quarter: number): string => instantOf(DAY + quarter * 15 * 60_000);
  const interval = fc
    .tuple(fc.integer({ min: 28, max: 70 }), fc.integer({ min: 1, max: 12 }))
    .map(([from, length]) => ({ start: at(from), end: at(from + length) }));
  const change = fc.record({
    source: fc.constantFrom(...SOURCES),
    intervals: fc.option(fc.array(interval, { maxLength: 4 }), { freq: 8 }),
  });

  it('are always those that the last event of the slot says', () => {
    const slots = [held('bkg_1', '08:00'), held('bkg_2', '10:00'), held('bkg_3', '14:00')];
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        let events: CalendarEvent[] = [...past, ...slots];
        const busy = new Map<string, readonly Interval[]>();
        const removed = new Set<string>();
        for (const { source, intervals } of changes) {
          const { result } = given(calendar, ...events).when({ type: 'changeBusy', source, intervals });
          if (!result.ok) continue;
          events = [...events, ...result.value];
          if (removed.has(source.id)) continue;
          if (intervals === null) removed.add(source.id);
          busy.set(source.id, intervals ?? []);
        }
        for (const held of slots) {
          const { bookingId, start, end } = held.data as ReturnType<typeof slot>;
          const overlapping = SOURCES.filter(({ id }) =>
            busy.get(id)?.some((one) => one.start < end && start < one.end),
          ).map(({ id }) => id);
          const said = events.flatMap((event) =>
            event.type === 'SlotClashesChanged' && event.data.bookingId === bookingId ? [event.data.sources] : [],
          );
          expect(new Set(said.at(-1)?.map(({ id }) => id))).toEqual(new Set(overlapping));
          for (const [index, sources] of said.entries()) expect(sources).not.toEqual(said[index - 1] ?? []);
        }
      }),
    );
  });

  it('are none for a slot that was just held', () => {
    given(calendar, ...past, busySet([on('09:30-10:00')], [], WORK))
      .when(hold('bkg_1', '12:00'))
      .then(held('bkg_1', '12:00'));
  });
});
