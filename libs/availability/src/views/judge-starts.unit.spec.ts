import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { instantOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { givenWorld, worldOf } from '../fixtures/arbitrary-world.js';
import { hourWith, MONDAY, withHosts, type TestAvailability } from '../fixtures/test-availability.js';
import { meetingTypes } from './availability-documents.js';
import { explainStart } from './explain-start.js';
import { findSlots } from './find-slots.js';
import { judgeStarts } from './judge-starts.js';

const HOST = 'hst_a';
const DAY_MS = 24 * 60 * 60_000;

/** The starts of the Monday: `09:00`, or `-09:00` if it is not offered. */
const judged = async (
  availability: TestAvailability,
  changes: Partial<MeetingTypeSettings> = {},
  window: { readonly from: string; readonly to: string } = MONDAY,
) => {
  await availability.project();
  const type = await availability.ports.readModels.get(meetingTypes, 'mtt_1');
  if (type === null) throw new Error('there is no meeting type');
  const starts = await judgeStarts(availability.finding, { ...type, ...changes }, window);
  return starts.map(({ start, offered }) => `${offered ? '' : '-'}${start.slice(11, 16)}`);
};

describe('the starts that people may expect on a day', () => {
  it('are those of the hours, offered or not', async () => {
    const availability = await withHosts([HOST]);
    expect(await judged(availability)).toEqual(['09:00', '10:00', '11:00']);
    await availability.hold('bkg_1', '10:00', hourWith([HOST]));
    expect(await judged(availability)).toEqual(['09:00', '-10:00', '11:00']);
  });

  it('are there on a day off, or before the minimum notice, or beyond the window', async () => {
    const availability = await withHosts([HOST]);
    expect(await judged(availability, { minimumNoticeMinutes: 601 })).toEqual(['-09:00', '-10:00', '11:00']);
    const range = { type: 'range', from: '2026-07-01', to: '2026-07-02' } as const;
    expect(await judged(availability, { bookingWindow: range })).toEqual(['-09:00', '-10:00', '-11:00']);
    const { service, ports } = availability;
    await service.changeHost(ports.message({ hostId: HOST, timeOff: [{ from: '2026-06-01', to: '2026-06-01' }] }));
    expect(await judged(availability)).toEqual(['-09:00', '-10:00', '-11:00']);
  });

  it('are those of the weekday, too, on a day with hours of its own', async () => {
    const availability = await withHosts([HOST]);
    const { service, ports } = availability;
    const overrides = [{ date: '2026-06-01', ranges: [{ from: '10:30', to: '12:30' }] }];
    const schedule = { timeZone: 'UTC', weekly: [{ days: ['mon' as const], from: '09:00', to: '11:00' }], overrides };
    await service.changeHost(ports.message({ hostId: HOST, schedule }));
    expect(await judged(availability)).toEqual(['-09:00', '-10:00', '10:30', '11:30']);
  });

  it('need all hosts of a collective type', async () => {
    const availability = await withHosts([HOST]);
    const collective = { hostIds: [HOST, 'hst_unknown'], assignment: 'collective' as const };
    expect(await judged(availability, collective)).toEqual(['-09:00', '-10:00', '-11:00']);
  });
});

describe('the starts of any meeting type', () => {
  it('hold every slot of the list, and no verdict differs from the explanation', async () => {
    await fc.assert(
      fc.asyncProperty(givenWorld, async (asked) => {
        const { availability, type, from } = await worldOf(asked);
        const window = { from: instantOf(from), to: instantOf(from + 2 * DAY_MS) };
        const starts = await judgeStarts(availability.finding, type, window);
        const { slots } = await findSlots(availability.finding, type, window);
        expect(starts.filter(({ offered }) => offered).map(({ start }) => start)).toEqual(
          slots.map(({ start }) => start),
        );
        for (const { start, offered } of starts.slice(0, 20)) {
          expect((await explainStart(availability.finding, type, start)).offered).toBe(offered);
        }
      }),
      { numRuns: 60 },
    );
    // Thousands of starts of many worlds, which takes seconds on a busy machine.
  }, 30_000);
});
