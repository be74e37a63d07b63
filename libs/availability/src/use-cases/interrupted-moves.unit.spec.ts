import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { fold } from '@bookonce/kernel/decider';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendar } from '../domain/calendar.js';
import type { OccupiedSlot } from '../domain/occupied-slots.js';
import { MINUTE_MS } from '../domain/slots/day-number.js';
import { hourWith, type TestAvailability, withHosts } from '../fixtures/test-availability.js';
import { occupiedDays } from '../views/availability-documents.js';
import { AvailabilityService } from './availability-service.js';

const hostIds = ['hst_a', 'hst_b', 'hst_c'];
const buffers = { bufferBeforeMinutes: 10, bufferAfterMinutes: 20 };
const together = hourWith(hostIds, { assignment: 'collective', slotIntervalMinutes: 15, ...buffers });

/** A try ends with a crash at the append of this number, before or after it is stored; none if there are fewer. */
interface Crash {
  readonly append: number;
  readonly isStored: boolean;
}

interface Step {
  /** Minutes after 09:00; null: the meeting stays where it is and gets another length. */
  readonly to: number | null;
  readonly minutes: number;
  readonly crashes: readonly Crash[];
  /** Another booking, tried before each delivery: of which host, how many minutes after 09:00. */
  readonly others: readonly { readonly host: number; readonly at: number }[];
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    to: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(8).map((n) => n * 15) }),
    minutes: fc.constantFrom(15, 30, 75, 90, 150),
    crashes: fc.array(fc.record({ append: fc.nat(5), isStored: fc.boolean() }), { maxLength: 3 }),
    others: fc.array(fc.record({ host: fc.nat(2), at: fc.nat(8).map((n) => n * 15) }), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
);

class Crashed extends Error {}

const crashing = (store: EventStore, { append, isStored }: Crash): EventStore => {
  let left = append;
  return {
    append: async (...batch) => {
      left -= 1;
      if (left !== -1) return store.append(...batch);
      if (isStored) await store.append(...batch);
      throw new Crashed();
    },
    readStream: (...asked) => store.readStream(...asked),
    head: () => store.head(),
    subscribe: (...asked) => store.subscribe(...asked),
    close: () => store.close(),
  };
};

const nine = epochMsOf('2026-06-01T09:00:00.000Z');
const timeAt = (minutesAfterNine: number, minutes: number) => ({
  start: instantOf(nine + minutesAfterNine * MINUTE_MS),
  end: instantOf(nine + (minutesAfterNine + minutes) * MINUTE_MS),
});

/** Delivers a command until it is answered; a delivery may crash. */
const deliver = async <Reply>(
  { ports }: TestAvailability,
  crash: Crash | undefined,
  send: (service: AvailabilityService) => Promise<Reply>,
): Promise<Reply | null> => {
  const store = crash === undefined ? ports.store : crashing(ports.store, crash);
  try {
    return await send(new AvailabilityService({ ...ports, store }));
  } catch (error) {
    if (error instanceof Crashed) return null;
    throw error;
  }
};

const slotsOf = ({ ports }: TestAvailability, hostId: string): readonly OccupiedSlot[] => {
  const events = ports.store.events.filter(({ stream }) => stream === `calendar-${hostId}`);
  const { occupied } = fold(calendar, calendar.initial, events as unknown as readonly CalendarEvent[]);
  return occupied.flatMap(({ days }) => days.flat());
};

const expectClear = (slots: readonly OccupiedSlot[]): void => {
  const sorted = slots
    .map((slot) => [slot.start - slot.bufferBeforeMinutes * MINUTE_MS, slot.end + slot.bufferAfterMinutes * MINUTE_MS])
    .sort(([a = 0], [b = 0]) => a - b);
  for (const [index, [start = 0]] of sorted.entries()) expect(sorted[index - 1]?.[1] ?? 0).toBeLessThanOrEqual(start);
};

const expectViewsToFollow = async (availability: TestAvailability): Promise<void> => {
  await availability.project();
  for (const hostId of hostIds) {
    const day = await availability.ports.readModels.get(occupiedDays, `${hostId}/2026-06-01`);
    const shown = (day?.slots ?? []).map(({ bookingId, start, end, state }) => [bookingId, start, end, state]);
    const stored = slotsOf(availability, hostId).map(({ bookingId, start, end, state }) => [
      bookingId,
      instantOf(start),
      instantOf(end),
      state,
    ]);
    expect(shown.sort()).toEqual(stored.sort());
  }
};

describe('moves and changes of length on several hosts', () => {
  it('have one outcome on all of them, however often they are delivered or interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const availability = await withHosts(hostIds, together);
        const { ports } = availability;
        let time = timeAt(30, 60);
        const booking = { bookingId: 'bkg_1', hostIds, meetingTypeId: 'mtt_1' };
        const { service } = availability;
        await service.holdSlot(
          ports.message({ ...booking, ...time, linkId: 'lnk_1', assignment: 'collective' as const }),
        );
        await service.bookSlot(ports.message({ ...booking, ...time }));

        for (const [index, { to, minutes, crashes, others }] of story.entries()) {
          const length = (epochMsOf(time.end) - epochMsOf(time.start)) / MINUTE_MS;
          const target = to === null ? { ...timeAt(0, minutes), start: time.start } : timeAt(to, length);
          if (to === null) target.end = instantOf(epochMsOf(time.start) + minutes * MINUTE_MS);
          if (target.start === time.start && target.end === time.end) continue;
          const move = ports.message({
            ...booking,
            ...target,
            move: index + 1,
            fromStart: time.start,
            by: 'attendee' as const,
          });
          const replies = [];
          // Two more deliveries without a crash: the one that completes it, and a repeat.
          for (const [delivery, crash] of [...crashes, undefined, undefined].entries()) {
            const other = others[delivery];
            if (other !== undefined) {
              const hostId = hostIds[other.host] ?? '';
              const slot = { bookingId: `bkg_${index}_${delivery}`, hostIds: [hostId], ...timeAt(other.at, 60) };
              const hold = { ...slot, linkId: 'lnk_2', meetingTypeId: 'mtt_1', assignment: 'single' as const };
              await availability.service.holdSlot(ports.message(hold));
            }
            replies.push(await deliver(availability, crash, (instance) => instance.moveSlot(move)));
          }
          const answered = replies.filter((reply) => reply !== null).map(({ ok }) => ok);
          expect(new Set(answered).size).toBe(1);
          if (answered[0] === true) time = target;

          for (const hostId of hostIds) {
            const slots = slotsOf(availability, hostId);
            expectClear(slots);
            const its = slots.filter(({ bookingId }) => bookingId === 'bkg_1');
            expect(its.map(({ start, end, state }) => [instantOf(start), instantOf(end), state])).toEqual([
              [time.start, time.end, 'booked'],
            ]);
          }
          await expectViewsToFollow(availability);
        }
      }),
      { numRuns: 60 },
    );
  });
});
