import type { BusySource, CalendarEvent } from '@bookonce/contracts/events/calendar';
import { MOST_BUSY_INTERVALS, PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import type { Interval } from '@bookonce/contracts/values/instant';
import { fold } from '@bookonce/kernel/decider';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_CHANGED_AT_ONCE } from './busy-sources.js';
import { entriesOf, intervalOf } from './busy-times.js';
import { calendar, type CalendarCommand } from './calendar.js';
import { CONFIRMING_EVENTS, LOOK_BACK_MS, type CalendarState } from './calendar-state.js';
import { busySet, held, hold, hostId, past } from './fixtures/calendar-fixtures.js';

const WORK: BusySource = { type: 'ics', id: 'cal_1', name: 'Work' };
const FAMILY: BusySource = { type: 'caldav', id: 'cal_2', name: 'Family' };

/** On the Monday, such as `08:00-09:00`. */
const on = (times: string): Interval => {
  const [start, end] = times.split('-').map((time) => `2026-06-01T${time}:00.000Z`);
  return { start: start ?? '', end: end ?? '' };
};
const change = (source: BusySource, ...times: readonly string[]): CalendarCommand => ({
  type: 'changeBusy',
  source,
  intervals: times.map(on),
});
const remove = (source: BusySource): CalendarCommand => ({ type: 'changeBusy', source, intervals: null });
const removed = (source: BusySource): CalendarEvent => ({ type: 'BusySourceRemoved', data: { hostId, source } });
const taken = { kind: 'slotTaken' } as const;

describe('a connected calendar', () => {
  it('counts from its first reading, even if it is empty, until it is removed', () => {
    given(calendar, ...past)
      .when(change(WORK))
      .then(busySet([], [], WORK));
    given(calendar, ...past, busySet([], [], WORK))
      .when(change(WORK))
      .thenNothing();
    given(calendar, ...past, busySet([], [], WORK))
      .when(change({ ...WORK, name: 'Office' }))
      .then(busySet([], [], { ...WORK, name: 'Office' }));
    given(calendar, ...past, busySet([], [], WORK))
      .when(remove(WORK))
      .then(removed(WORK));
  });

  it('changes only within the time that was read', () => {
    const before = busySet([on('08:00-10:00'), on('12:00-13:00')], [], WORK);
    const within = on('09:00-11:00');
    given(calendar, ...past, before)
      .when({ type: 'changeBusy', source: WORK, intervals: [on('10:30-12:30')], within })
      .then(busySet([on('08:00-09:00'), on('10:30-11:00')], [on('08:00-10:00')], WORK));
    given(calendar, ...past, before)
      .when({ type: 'changeBusy', source: WORK, intervals: [on('08:00-10:00')], within })
      .thenNothing();
  });
});

describe('the busy times that the API sets', () => {
  const dentist = { ...on('08:00-09:00'), note: 'Dentist' };
  const set: CalendarCommand = { type: 'changeBusy', source: PUT_SOURCE, intervals: [dentist] };

  it('are stored as what changed, with their notes', () => {
    given(calendar, ...past)
      .when(set)
      .then(busySet([dentist]));
    given(calendar, ...past, busySet([dentist]))
      .when({ ...set, intervals: [on('08:00-09:00'), on('08:30-10:00')] })
      .then(busySet([on('08:00-09:00'), on('08:30-10:00')], [dentist]));
  });

  it('are stored once', () => {
    given(calendar, ...past, busySet([dentist]))
      .when(set)
      .thenNothing();
    given(calendar, ...past)
      .when({ ...set, intervals: [] })
      .thenNothing();
  });

  it('take slots until they are removed', () => {
    given(calendar, ...past, busySet([dentist]))
      .when(hold('bkg_1', '08:00'))
      .thenRefused(taken);
    const free = given(calendar, ...past, busySet([dentist]), busySet([], [dentist]));
    free.when(hold('bkg_1', '08:00')).then(held('bkg_1', '08:00'));
    expect(free.state).toEqual(given(calendar, ...past).state);
  });

  it('replaced each other in version 1, which removed all', () => {
    const first: CalendarEvent = {
      type: 'BusySet',
      data: { hostId, source: PUT_SOURCE, added: [on('08:00-09:00'), on('10:00-10:00')], removed: 'all' },
    };
    const second: CalendarEvent = {
      type: 'BusySet',
      data: { hostId, source: PUT_SOURCE, added: [on('11:00-12:00')], removed: 'all' },
    };
    const work = busySet([on('13:00-14:00')], [], WORK);
    expect(given(calendar, ...past, first, work, second).state).toEqual(
      given(calendar, ...past, busySet([on('11:00-12:00')]), work).state,
    );
    // An empty interval of that time was never there.
    given(calendar, ...past, first)
      .when(change(PUT_SOURCE, '08:00-09:00'))
      .thenNothing();
  });
});

describe('the busy times of a connected calendar', () => {
  it('are merged, without notes and empty intervals', () => {
    given(calendar, ...past)
      .when(change(WORK, '10:00-11:00', '08:00-09:00', '09:00-09:30', '08:30-08:40', '12:00-12:00', '14:00-13:00'))
      .then(busySet([on('08:00-09:30'), on('10:00-11:00')], [], WORK));
  });

  it('change by what was added and removed, and not at all if nothing was', () => {
    const work = given(calendar, ...past, busySet([on('08:00-09:00'), on('10:00-11:00')], [], WORK));
    work.when(change(WORK, '08:00-09:00', '10:00-11:00')).thenNothing();
    work.when(change(WORK, '08:00-09:00', '10:00-11:30')).then(busySet([on('10:00-11:30')], [on('10:00-11:00')], WORK));
  });

  it('leave those of other sources alone', () => {
    const both = given(
      calendar,
      ...past,
      busySet([on('08:00-09:00')], [], WORK),
      busySet([on('08:00-09:00')], [], FAMILY),
    );
    both.when(change(WORK)).then(busySet([], [on('08:00-09:00')], WORK));
    const family = given(
      calendar,
      ...past,
      busySet([on('08:00-09:00')], [], WORK),
      busySet([on('08:00-09:00')], [], FAMILY),
      busySet([], [on('08:00-09:00')], WORK),
    );
    family.when(hold('bkg_1', '08:00')).thenRefused(taken);
  });

  it('follow the name of their source', () => {
    const renamed = { ...WORK, name: 'Office' };
    given(calendar, ...past, busySet([on('08:00-09:00')], [], WORK))
      .when(change(renamed, '08:00-09:00'))
      .then(busySet([], [], renamed));
    given(calendar, ...past, busySet([on('08:00-09:00')], [], WORK), busySet([], [], renamed))
      .when(change(renamed, '08:00-09:00'))
      .thenNothing();
  });

  it('go with their source, which a late change cannot bring back', () => {
    const work = [...past, busySet([on('08:00-09:00')], [], WORK)];
    given(calendar, ...work)
      .when(remove(WORK))
      .then(busySet([], [on('08:00-09:00')], WORK), removed(WORK));
    given(calendar, ...past)
      .when(remove(WORK))
      .then(removed(WORK));
    const gone = given(calendar, ...work, busySet([], [on('08:00-09:00')], WORK), removed(WORK));
    gone.when(remove(WORK)).thenNothing();
    gone.when(change(WORK, '08:00-09:00')).thenRefused({ kind: 'sourceRemoved' });
    gone.when(change(FAMILY, '08:00-09:00')).then(busySet([on('08:00-09:00')], [], FAMILY));
  });

  it('are refused beyond ten thousand intervals', () => {
    const minutes = (count: number): CalendarCommand => ({
      type: 'changeBusy',
      source: WORK,
      intervals: Array.from({ length: count }, (_, index) => ({
        start: instantOf(Date.UTC(2026, 5, 1) + index * 600_000),
        end: instantOf(Date.UTC(2026, 5, 1) + index * 600_000 + 60_000),
      })),
    });
    given(calendar, ...past)
      .when(minutes(MOST_BUSY_INTERVALS + 1))
      .thenRefused({ kind: 'tooManyIntervals' });
    let { state } = given(calendar, ...past);
    const sizes = [];
    for (let decisions = 0; decisions < 10; decisions += 1) {
      const decision = calendar.decide(minutes(MOST_BUSY_INTERVALS), state);
      if (!decision.ok || decision.value.length === 0) break;
      sizes.push(...decision.value.map(({ data }) => ('added' in data ? data.added.length : 0)));
      state = fold(calendar, state, decision.value);
    }
    expect(sizes).toEqual([MOST_CHANGED_AT_ONCE, MOST_BUSY_INTERVALS - MOST_CHANGED_AT_ONCE]);
  });

  it('are forgotten once they are long over, however often the calendar repeats them', () => {
    const noise = busySet([], [], { ...FAMILY, name: 'Noise' });
    const later = (hours: number) => ({
      ...noise,
      meta: { time: instantOf(epochMsOf(on('08:00-09:00').start) + LOOK_BACK_MS + (48 + hours) * 3_600_000) },
    });
    const events = Array.from({ length: CONFIRMING_EVENTS }, (_, hour) => later(hour));
    const there = fold(calendar, given(calendar, ...past).state, [busySet([on('08:00-09:00')], [], WORK), ...events]);
    const next = { start: '2026-09-01T08:00:00.000Z', end: '2026-09-01T09:00:00.000Z' };
    const decision = calendar.decide({ type: 'changeBusy', source: WORK, intervals: [on('08:00-09:00'), next] }, there);
    expect(decision).toEqual({ ok: true, value: [busySet([next], [on('08:00-09:00')], WORK)] });
  });

  it('always become the set that was asked for, and are plain JSON', () => {
    const times = fc.array(
      fc.tuple(fc.nat(300), fc.integer({ min: 0, max: 40 })).map(([start, length]) => ({
        start: instantOf(Date.UTC(2026, 5, 1) + start * 60_000),
        end: instantOf(Date.UTC(2026, 5, 1) + (start + length) * 60_000),
      })),
      { maxLength: 20 },
    );
    const changes = fc.array(fc.tuple(fc.constantFrom(WORK, FAMILY, PUT_SOURCE), times), { maxLength: 8 });
    fc.assert(
      fc.property(changes, (all) => {
        let { state }: { state: CalendarState } = given(calendar, ...past);
        const wanted = new Map<string, readonly Interval[]>();
        for (const [source, intervals] of all) {
          const decision = calendar.decide({ type: 'changeBusy', source, intervals }, state);
          state = JSON.parse(JSON.stringify(fold(calendar, state, decision.ok ? decision.value : []))) as CalendarState;
          wanted.set(source.id, intervals);
          for (const [id, set] of wanted) {
            const minutes = Array.from({ length: 340 }, (_, minute) => Date.UTC(2026, 5, 1) + minute * 60_000);
            const isIn = (intervalsOfOne: readonly Interval[]) =>
              minutes.map((at) =>
                intervalsOfOne.some(({ start, end }) => epochMsOf(start) <= at && at < epochMsOf(end)),
              );
            const stored = state.busy.find((one) => one.source.id === id)?.times ?? [];
            expect(isIn(entriesOf(stored).map(intervalOf))).toEqual(isIn(set));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are unknown before the host is added', () => {
    given(calendar).when(change(WORK, '08:00-09:00')).thenRefused({ kind: 'hostUnknown' });
  });
});
