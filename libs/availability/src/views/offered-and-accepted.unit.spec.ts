import { withSlotOverrides, type SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { seededIds } from '@bookonce/adapter-memory/seeded-ids';
import { fold } from '@bookonce/kernel/decider';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import { ok } from '@bookonce/kernel/result';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarState } from '../domain/calendar-state.js';
import { calendar, type CalendarCommand } from '../domain/calendar.js';
import { offerRulesOf, rulesForLength } from '../domain/offer-rules.js';
import { MINUTE_MS } from '../domain/slots/day-number.js';
import { candidatesOf, givenWorld, worldOf } from '../fixtures/arbitrary-world.js';
import type { TestAvailability } from '../fixtures/test-availability.js';
import { holdOnHosts } from '../use-cases/hold-on-hosts.js';
import { moveOnHosts } from '../use-cases/move-on-hosts.js';
import { findSlots } from './find-slots.js';
import { findSlotsForHost, findSlotsForMove } from './find-slots-for-move.js';

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

const lengthOf = (type: MeetingTypeSettings, overrides: SlotOverrides): number =>
  withSlotOverrides(type, overrides).durationMinutes * MINUTE_MS;

/** Books one of the offered slots; null if there is none. */
const bookedIn = async (
  { availability, type, window }: Awaited<ReturnType<typeof worldOf>>,
  overrides: SlotOverrides,
  pick: number,
) => {
  const { ports, service } = availability;
  const { slots } = await findSlots(availability.finding, type, window, overrides);
  const booked = slots[pick % Math.max(1, slots.length)];
  if (booked === undefined) return null;
  const { hostIds, assignment } = type;
  const hold = { bookingId: 'bkg_new', hostIds, linkId: 'lnk_1', meetingTypeId: 'mtt_1', assignment };
  const held = await service.holdSlot(ports.message({ ...hold, ...booked, overrides }));
  const booking = { id: 'bkg_new', hostIds: held.ok ? held.value.hostIds : [], ...booked };
  await service.bookSlot(ports.message({ bookingId: 'bkg_new', ...booked, hostIds: [...booking.hostIds] }));
  await availability.project();
  return { booking, booked };
};

describe('a start of any meeting type with any overrides', () => {
  it('is offered exactly when the calendars accept it', async () => {
    await fc.assert(
      fc.asyncProperty(givenWorld, async (asked) => {
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
      fc.asyncProperty(givenWorld, fc.nat(10_000), async (asked, pick) => {
        const world = await worldOf(asked);
        const moving = await bookedIn(world, asked.overrides, pick);
        if (moving === null) return;
        const { booking, booked } = moving;
        const { availability, type, window } = world;
        const { overrides } = asked;
        const { ports } = availability;
        const { slots } = await findSlotsForMove(
          availability.finding,
          type,
          { ...booking, slotOverrides: overrides },
          window,
        );
        const offered = slots.map(({ start }) => start).filter((start) => start !== booked.start);
        const accepted: Instant[] = [];
        const states = storedStates(availability);
        for (const start of candidatesOf(world, asked, offered)) {
          if (instantOf(start) === booked.start) continue;
          const time = { start: instantOf(start), end: instantOf(start + lengthOf(type, overrides)) };
          const reply = await moveOnHosts(calendarsOf(states), {
            bookingId: 'bkg_new',
            meetingTypeId: 'mtt_1',
            isClosed: false,
            hostIds: booking.hostIds,
            ...time,
            move: 1,
            by: 'attendee',
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

  it('is suggested to a host only if the calendars accept it, and whenever the attendee could choose it', async () => {
    await fc.assert(
      fc.asyncProperty(givenWorld, fc.nat(10_000), async (asked, pick) => {
        const world = await worldOf(asked);
        const moving = await bookedIn(world, asked.overrides, pick);
        if (moving === null) return;
        const { booking, booked } = moving;
        const { availability, type, window } = world;
        const { slots } = await findSlotsForHost(availability.finding, type, booking, window);
        const suggested = slots.map(({ start }) => start);
        const states = storedStates(availability);
        const accepted: Instant[] = [];
        for (const time of slots) {
          const reply = await moveOnHosts(calendarsOf(states), {
            bookingId: 'bkg_new',
            meetingTypeId: 'mtt_1',
            hostIds: booking.hostIds,
            ...time,
            move: 1,
            isClosed: false,
            by: 'host',
            fromStart: booked.start,
            rules: rulesForLength(offerRulesOf(type, asked.overrides), time),
            now: instantOf(availability.ports.clock.now()),
          });
          if (reply.ok) accepted.push(time.start);
        }
        expect(suggested).toEqual(accepted);
        const now = instantOf(availability.ports.clock.now());
        const forAttendee = await findSlotsForMove(availability.finding, type, booking, window);
        const others = forAttendee.slots.map(({ start }) => start).filter((one) => one !== booked.start && one !== now);
        expect(suggested).toEqual(expect.arrayContaining(others));
      }),
      { numRuns: 30 },
    );
  });
});
