import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import { fold } from '@bookonce/kernel/decider';
import { instantOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { busyWithin } from './busy-sources.js';
import { calendar, type CalendarCommand } from './calendar.js';
import { hostTimeAround, type CalendarState } from './calendar-state.js';
import { arbitraryCalendar, type ArbitraryCalendar } from './fixtures/arbitrary-calendars.js';
import type { OccupiedSlot } from './occupied-slots.js';
import { DAY_MS, MINUTE_MS } from './slots/day-number.js';
import { HostSlots, REACH_MS } from './slots/host-slots.js';

const decide = (command: CalendarCommand, state: CalendarState): readonly CalendarEvent[] => {
  const decision = calendar.decide(command, state);
  return decision.ok ? decision.value : [];
};

const calendarOf = ({ schedule, timeOff, busy, connected }: ArbitraryCalendar): CalendarState => {
  const added = decide(
    { type: 'add', hostId: 'hst_1', name: 'Ada', email: 'a@example.com', schedule, timeOff },
    calendar.initial,
  );
  const state = fold(calendar, calendar.initial, added);
  return [{ source: PUT_SOURCE, intervals: busy }, ...connected].reduce(
    (before, change) => fold(calendar, before, decide({ type: 'changeBusy', ...change }, before)),
    state,
  );
};

/** The starts that the views would show for the whole window. */
const offeredBy = (state: CalendarState, { rules, now, from, to }: ArbitraryCalendar): readonly number[] => {
  const busy = busyWithin(state.busy, from - REACH_MS, to + REACH_MS);
  const occupied = [from, from + 2 * DAY_MS, to].flatMap((at) => hostTimeAround(state, at).occupied);
  const slots = new HostSlots(
    { ...state, busy, occupied: [...new Set(occupied)] },
    { meetingTypeId: 'mtt_1', rules, now },
  );
  return slots.offered(from, to);
};

const holdOf = ({ rules, now }: ArbitraryCalendar, bookingId: string, start: number): CalendarCommand => ({
  type: 'hold',
  bookingId,
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  start: instantOf(start),
  end: instantOf(start + rules.durationMinutes * MINUTE_MS),
  rules,
  grid: 'own',
  now: instantOf(now),
});

const kinds = ['hold', 'book', 'release', 'move', 'reserveMove', 'finishMove', 'voidMove'] as const;
type Kind = (typeof kinds)[number];

interface Step {
  readonly kind: Kind;
  readonly bookingId: string;
  /** Picks one of what is there to be picked. */
  readonly pick: number;
  readonly off: number;
  readonly lengthen: number;
  /** A move gives the slot another end, by so many minutes, instead of another start. */
  readonly endBy: number | null;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('hold', 'hold', 'hold', ...kinds),
    bookingId: fc.constantFrom('bkg_1', 'bkg_2', 'bkg_3', 'bkg_4', 'bkg_5'),
    pick: fc.nat(10_000),
    off: fc.constantFrom(0, 0, 0, 5, -15),
    lengthen: fc.constantFrom(0, 0, 30),
    endBy: fc.constantFrom(null, null, 5, 45, 600, -10),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Not by way of the functions that are tested here. */
const allOf = ({ occupied }: CalendarState): readonly OccupiedSlot[] => occupied.flatMap(({ days }) => days.flat());

const commandOf = (step: Step, state: CalendarState, given: ArbitraryCalendar): CalendarCommand | null => {
  const { kind, bookingId, pick, off, lengthen, endBy } = step;
  const rules = { ...given.rules, bufferAfterMinutes: given.rules.bufferAfterMinutes + lengthen };
  const slots = allOf(state);
  const one = slots[pick % Math.max(1, slots.length)];
  const { from, to } = given;
  const start =
    (offeredBy(state, given)[pick % 40] ?? from + ((pick * 15 * MINUTE_MS) % (to - from))) + off * MINUTE_MS;
  const hold = holdOf({ ...given, rules }, bookingId, start);
  if (kind === 'hold') return hold;
  if (one === undefined) return null;
  const there = { bookingId: one.bookingId, start: instantOf(one.start), end: instantOf(one.end) };
  if (kind === 'book') return { type: kind, ...there };
  if (kind === 'release') return { type: kind, ...there, moves: pick };
  if (hold.type !== 'hold') return null;
  const { end, grid, now } = hold;
  const target =
    endBy === null ? { start: hold.start, end } : { ...there, end: instantOf(one.end + endBy * MINUTE_MS) };
  const slot = { bookingId: one.bookingId, fromStart: there.start, ...target };
  const move = (one.lastMove?.move ?? 0) + 1;
  if (kind === 'finishMove') {
    // Follows what was reserved, where anything was.
    const reserved = slots.find(({ bookingId, state }) => bookingId === one.bookingId && state === 'reserved');
    if (reserved === undefined || one.state === 'reserved') return null;
    const start = reserved.start === one.end ? there.start : instantOf(reserved.start);
    return { type: kind, ...slot, move, start, end: instantOf(reserved.end) };
  }
  if (kind === 'voidMove') return { type: kind, ...slot, move, reason: 'slotTaken' };
  return { type: kind, ...slot, move, rules, grid, now, by: pick % 2 === 0 ? 'attendee' : 'host' };
};

describe('a calendar after any commands', () => {
  it('accepts a hold of every slot that is offered', () => {
    fc.assert(
      fc.property(arbitraryCalendar, (given) => {
        const state = calendarOf(given);
        for (const start of offeredBy(state, given)) {
          expect(decide(holdOf(given, 'bkg_1', start), state)).toHaveLength(1);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never lets two slots, widened by their buffers, overlap (I5), and offers nothing that would', () => {
    fc.assert(
      fc.property(arbitraryCalendar, steps, (given, story) => {
        let state = calendarOf(given);
        for (const step of story) {
          const command = commandOf(step, state, given);
          if (command === null) continue;
          const events = decide(command, state);
          state = fold(calendar, state, events);
          expectNoOverlap(state);
          // Again, and from a snapshot: it has happened.
          if (events.length > 0) {
            expect(decide(command, JSON.parse(JSON.stringify(state)) as CalendarState)).toEqual([]);
          }
        }
        for (const start of offeredBy(state, given)) {
          expectNoOverlap(fold(calendar, state, decide(holdOf(given, 'bkg_9', start), state)));
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Where a booking is and where its move would take it may overlap each other, and nothing else. */
const expectNoOverlap = (state: CalendarState): void => {
  const slots = allOf(state).map((slot) => ({
    bookingId: slot.bookingId,
    isReserved: slot.state === 'reserved',
    start: slot.start - slot.bufferBeforeMinutes * MINUTE_MS,
    end: slot.end + slot.bufferAfterMinutes * MINUTE_MS,
  }));
  for (const [index, one] of slots.entries()) {
    for (const other of slots.slice(index + 1)) {
      if (one.bookingId === other.bookingId && one.isReserved !== other.isReserved) continue;
      expect(one.end <= other.start || other.end <= one.start).toBe(true);
    }
  }
};
