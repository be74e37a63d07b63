import { WEEKDAYS } from '@bookonce/contracts/values/schedule';
import { SharedThread } from '@bookonce/kernel/shared-thread';
import { describe, expect, it } from '@jest/globals';
import { hourWith, TestAvailability } from '../fixtures/test-availability.js';
import { findSlots, type SlotsOf, type Window } from './find-slots.js';
import { findSlotsForMove } from './find-slots-for-move.js';
import { MOST_SLOTS, type FoundSlots } from './slot-page.js';

const HOSTS = Array.from({ length: 50 }, (_, index) => `hst_${index}`);
const TWO_MONTHS: Window = { from: '2026-06-01T00:00:00.000Z', to: '2026-08-02T00:00:00.000Z' };
const HOUR_MS = 3_600_000;

/** A type beyond what can be created today: a start every minute of the day, with 50 hosts, for 60 days. */
const everyMinute = {
  id: 'mtt_1',
  workspaceId: 'wsp_1',
  archived: false,
  createdAt: TWO_MONTHS.from,
  ...hourWith(HOSTS, { slotIntervalMinutes: 1, assignment: 'roundRobin' }),
};

const world = async (busy: readonly { start: string; end: string }[] = []): Promise<TestAvailability> => {
  const availability = new TestAvailability();
  for (const hostId of HOSTS) {
    await availability.addHost(hostId, {
      timeZone: 'UTC',
      weekly: [{ days: [...WEEKDAYS], from: '00:00', to: '24:00' }],
    });
    await availability.service.setBusy(availability.ports.message({ hostId, intervals: [...busy] }));
  }
  await availability.project();
  return availability;
};

/** Asks again from each `next`, until there is none. */
const allPages = async (find: (window: Window) => Promise<FoundSlots>): Promise<readonly FoundSlots[]> => {
  const pages = [await find(TWO_MONTHS)];
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) {
    pages.push(await find({ ...TWO_MONTHS, from: next }));
  }
  return pages;
};

const startsOf = (pages: readonly FoundSlots[]): readonly string[] =>
  pages.flatMap(({ slots }) => slots.map(({ start }) => start));

describe('an answer with slots', () => {
  it('holds 5,000 at most, and says where the rest begins', async () => {
    const { finding } = await world();
    const pages = await allPages((window) => findSlots(finding, everyMinute, window));
    expect(pages.map(({ slots }) => slots.length)).toEqual([...Array<number>(17).fill(MOST_SLOTS), 1_400]);
    const starts = startsOf(pages);
    const day = 24 * 60;
    expect([starts.length, starts[0], starts.at(-1)]).toEqual([
      60 * day,
      '2026-06-01T00:00:00.000Z',
      '2026-07-30T23:59:00.000Z',
    ]);
    expect(new Set(starts).size).toBe(starts.length);
    expect([...starts].sort()).toEqual(starts);
  });

  it('ends where enough has been looked at, also without any free slot', async () => {
    const { finding } = await world([{ start: '2026-06-01T00:00:00.000Z', end: '2027-01-01T00:00:00.000Z' }]);
    const pages = await allPages((window) => findSlots(finding, everyMinute, window));
    expect(startsOf(pages)).toEqual([]);
    expect(pages.length).toBeGreaterThan(5);
  });

  it('is computed in steps that let the rest of the process go on', async () => {
    const { finding } = await world();
    let now = 0;
    let pauses = 0;
    const wait = async (): Promise<void> => void (pauses += 1);
    const thread = new SharedThread({ now: () => (now += 1), wait });
    await findSlots({ ...finding, thread }, everyMinute, TWO_MONTHS);
    // Each look at the clock, after each step, costs a millisecond here: 50 hosts and 126 batches of 40 minutes.
    expect(pauses).toBeGreaterThan(170 / 6);
  });

  it('leaves all of a usual calendar on one page', async () => {
    const { finding } = await world();
    const hourly: SlotsOf = { ...everyMinute, slotIntervalMinutes: 60 };
    const found = await findSlots(finding, hourly, TWO_MONTHS);
    expect([found.slots.length, found.next]).toEqual([60 * 24, undefined]);
  });

  it('shows the own slot of a booking that moves once, on the page where it belongs', async () => {
    const { finding } = await world();
    const start = '2026-06-20T10:00:30.000Z';
    const end = new Date(Date.parse(start) + HOUR_MS).toISOString();
    const booking = { id: 'bkg_1', hostIds: ['hst_0'], start, end };
    const pages = await allPages((window) => findSlotsForMove(finding, everyMinute, booking, window));
    const starts = startsOf(pages);
    expect(starts.filter((one) => one === start)).toHaveLength(1);
    expect([...starts].sort()).toEqual(starts);
    expect(Math.max(...pages.map(({ slots }) => slots.length))).toBe(MOST_SLOTS);
  });
});
