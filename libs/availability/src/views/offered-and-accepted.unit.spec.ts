import { withSlotOverrides, type SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import type { Assignment, MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { seededIds } from '@bookonce/adapter-memory/seeded-ids';
import { fold } from '@bookonce/kernel/decider';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { ok } from '@bookonce/kernel/result';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarState } from '../domain/calendar-state.js';
import { calendar, type CalendarCommand } from '../domain/calendar.js';
import { arbitraryCalendar, type ArbitraryCalendar } from '../domain/fixtures/arbitrary-calendars.js';
import { arbitraryOverrides } from '../domain/fixtures/arbitrary-overrides.js';
import { offerRulesOf, rulesForLength } from '../domain/offer-rules.js';
import { DAY_MS, MINUTE_MS } from '../domain/slots/day-number.js';
import { hourWith, TestAvailability } from '../fixtures/test-availability.js';
import { holdOnHosts } from '../use-cases/hold-on-hosts.js';
import { moveOnHosts } from '../use-cases/move-on-hosts.js';
import { meetingTypes } from './availability-documents.js';
import { findSlots } from './find-slots.js';
import { findSlotsForMove } from './find-slots-for-move.js';

interface Given {
  readonly calendars: readonly ArbitraryCalendar[];
  readonly assignment: Assignment;
  readonly overrides: SlotOverrides;
  /** Bookings that are there already: which of the offered slots, of which host, with or without the overrides. */
  readonly taken: readonly { readonly pick: number; readonly isOwn: boolean }[];
  readonly minutes: readonly number[];
}

const given: fc.Arbitrary<Given> = fc.array(arbitraryCalendar, { minLength: 1, maxLength: 3 }).chain((calendars) =>
  fc.record({
    calendars: fc.constant(calendars),
    assignment: fc.constantFrom('single', 'roundRobin', 'collective', 'collective'),
    overrides: arbitraryOverrides(calendars[0]?.from ?? 0),
    taken: fc.array(fc.record({ pick: fc.nat(10_000), isOwn: fc.boolean() }), { maxLength: 6 }),
    minutes: fc.array(fc.nat(4 * 1440 - 1), { maxLength: 10 }),
  }),
);

/** A service with these hosts, one meeting type, and slots that other bookings hold. */
const worldOf = async ({ calendars, assignment, overrides, taken }: Given) => {
  const [{ rules, now, from, to } = fail()] = calendars;
  const availability = new TestAvailability(instantOf(now));
  const { ports, service } = availability;
  const hostIds = calendars.map((_, index) => `hst_${index}`);
  for (const [index, { schedule, timeOff, busy }] of calendars.entries()) {
    const hostId = `hst_${index}`;
    await availability.addHost(hostId, schedule);
    await service.changeHost(ports.message({ hostId, timeOff: [...timeOff] }));
    await service.setBusy(ports.message({ hostId, intervals: [...busy] }));
  }
  await availability.createType(hourWith(hostIds, { ...rules, assignment }));
  const type = await stored(availability);
  const window = { from: instantOf(from), to: instantOf(to) };
  for (const [index, { pick, isOwn }] of taken.entries()) {
    const own = isOwn ? overrides : undefined;
    const hostId = hostIds[pick % hostIds.length] ?? fail();
    const { slots } = await findSlots(
      availability.finding,
      { ...type, hostIds: [hostId], assignment: 'single' },
      window,
      own,
    );
    const slot = slots[pick % Math.max(1, slots.length)];
    if (slot === undefined) continue;
    const hold = { bookingId: `bkg_${index}`, hostIds: [hostId], linkId: 'lnk_1', meetingTypeId: 'mtt_1', ...slot };
    await service.holdSlot(ports.message({ ...hold, assignment: 'single' as const, overrides: own }));
  }
  return { availability, type: await stored(availability), window, from, to };
};

const fail = (): never => {
  throw new Error('there is nothing');
};

const stored = async (availability: TestAvailability) => {
  await availability.project();
  return (await availability.ports.readModels.get(meetingTypes, 'mtt_1')) ?? fail();
};

const storedStates = ({ ports }: TestAvailability): ReadonlyMap<string, CalendarState> =>
  new Map(
    [...Map.groupBy(ports.store.events, ({ stream }) => stream)].map(([stream, events]) => [
      stream,
      fold(calendar, calendar.initial, events as unknown as readonly CalendarEvent[]),
    ]),
  );

/** Copies of the stored calendars: decisions change the copies only. */
const calendarsOf = (stored: ReadonlyMap<string, CalendarState>) => {
  const states = new Map(stored);
  const load = (hostId: string) => Promise.resolve(states.get(`calendar-${hostId}`) ?? calendar.initial);
  const run = async (hostId: string, command: CalendarCommand) => {
    const before = await load(hostId);
    const decided = calendar.decide(command, before);
    if (!decided.ok) return decided;
    const state = fold(calendar, before, decided.value);
    states.set(`calendar-${hostId}`, state);
    return ok({ position: null, state });
  };
  return { ids: seededIds('calendars'), load, peek: load, run };
};

type World = Awaited<ReturnType<typeof worldOf>>;

/** All starts that may be offered, and others. */
const candidatesOf = ({ from, to }: World, { overrides, minutes }: Given, offered: readonly Instant[]) => {
  const quarters = Array.from({ length: (4 * DAY_MS) / MINUTE_MS / 15 }, (_, index) => from + index * 15 * MINUTE_MS);
  const others = [...offered, ...(overrides.slots ?? []).map(({ start }) => start)].map(epochMsOf);
  const all = new Set([...quarters, ...others, ...minutes.map((minute) => from + minute * MINUTE_MS)]);
  return [...all].filter((start) => from <= start && start < to).sort((a, b) => a - b);
};

const lengthOf = (type: MeetingTypeSettings, overrides: SlotOverrides): number =>
  withSlotOverrides(type, overrides).durationMinutes * MINUTE_MS;

describe('a start of any meeting type with any overrides', () => {
  it('is offered exactly when the calendars accept it', async () => {
    await fc.assert(
      fc.asyncProperty(given, async (asked) => {
        const world = await worldOf(asked);
        const { availability, type, window } = world;
        const { overrides } = asked;
        const { ports } = availability;
        const { slots } = await findSlots(availability.finding, type, window, overrides);
        const offered = slots.map(({ start }) => start);
        const slot = {
          bookingId: 'bkg_new',
          linkId: 'lnk_1',
          meetingTypeId: 'mtt_1',
          now: instantOf(ports.clock.now()),
        };
        const accepted: Instant[] = [];
        const states = storedStates(availability);
        for (const start of candidatesOf(world, asked, offered)) {
          const reply = await holdOnHosts(calendarsOf(states), {
            ...slot,
            hostIds: type.hostIds,
            assignment: type.assignment,
            start: instantOf(start),
            end: instantOf(start + lengthOf(type, overrides)),
            rules: offerRulesOf(type, overrides),
          });
          if (reply.ok) accepted.push(instantOf(start));
        }
        expect(offered).toEqual(accepted);
      }),
      { numRuns: 80 },
    );
  });

  it('is offered for a move exactly when the calendars accept the move', async () => {
    await fc.assert(
      fc.asyncProperty(given, fc.nat(10_000), async (asked, pick) => {
        const { availability, type, window, ...rest } = await worldOf(asked);
        const { overrides } = asked;
        const { ports, service } = availability;
        const { slots: first } = await findSlots(availability.finding, type, window, overrides);
        const booked = first[pick % Math.max(1, first.length)];
        if (booked === undefined) return;
        const { hostIds, assignment } = type;
        const hold = { bookingId: 'bkg_new', hostIds, linkId: 'lnk_1', meetingTypeId: 'mtt_1', assignment };
        const held = await service.holdSlot(ports.message({ ...hold, ...booked, overrides }));
        const booking = { id: 'bkg_new', hostIds: held.ok ? held.value.hostIds : fail(), ...booked };
        await service.bookSlot(ports.message({ bookingId: 'bkg_new', ...booked, hostIds: [...booking.hostIds] }));
        await availability.project();
        const { slots } = await findSlotsForMove(
          availability.finding,
          type,
          { ...booking, slotOverrides: overrides },
          window,
        );
        const offered = slots.map(({ start }) => start).filter((start) => start !== booked.start);
        const accepted: Instant[] = [];
        const states = storedStates(availability);
        for (const start of candidatesOf({ availability, type, window, ...rest }, asked, offered)) {
          if (instantOf(start) === booked.start) continue;
          const time = { start: instantOf(start), end: instantOf(start + lengthOf(type, overrides)) };
          const reply = await moveOnHosts(calendarsOf(states), {
            bookingId: 'bkg_new',
            meetingTypeId: 'mtt_1',
            hostIds: booking.hostIds,
            ...time,
            move: 1,
            fromStart: booked.start,
            rules: rulesForLength(offerRulesOf(type, overrides), time),
            now: instantOf(ports.clock.now()),
          });
          if (reply.ok) accepted.push(time.start);
        }
        expect(offered).toEqual(accepted);
      }),
      { numRuns: 80 },
    );
  });
});
