import type { BusySource } from '@bookonce/contracts/events/calendar';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { Schedule } from '@bookonce/contracts/values/schedule';
import { instantOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { candidatesOf, givenWorld, worldOf } from '../fixtures/arbitrary-world.js';
import { hourWith, mornings, withHosts, type TestAvailability } from '../fixtures/test-availability.js';
import { meetingTypes } from './availability-documents.js';
import { explainStart } from './explain-start.js';
import { findSlots } from './find-slots.js';

const WORK: BusySource = { type: 'ics', id: 'cal_1', name: 'Work' };
const HOST = 'hst_a';

/** On the Monday, such as `08:00-09:00`. */
const on = (times: string) => {
  const [start, end] = times.split('-').map((time) => `2026-06-01T${time}:00.000Z`);
  return { start: start ?? '', end: end ?? '' };
};

const busy = (availability: TestAvailability, hostId: string, source: BusySource, ...times: readonly string[]) =>
  availability.service.changeBusy(availability.ports.message({ hostId, source, intervals: times.map(on) }));

/** The reasons against a start on the Monday, for each host: `busy Work`. */
const why = async (availability: TestAvailability, at: string, changes: Partial<MeetingTypeSettings> = {}) => {
  await availability.project();
  const type = await availability.ports.readModels.get(meetingTypes, 'mtt_1');
  if (type === null) throw new Error('there is no meeting type');
  const start = at.length === 5 ? `2026-06-01T${at}:00.000Z` : at;
  const { offered, hosts } = await explainStart(availability.finding, { ...type, ...changes }, start);
  const reasons = hosts.map(({ hostId, reasons: all }) => [
    hostId,
    all.map((reason) => ('source' in reason ? `${reason.kind} ${reason.source?.name ?? 'booking'}` : reason.kind)),
  ]);
  return { offered, ...(Object.fromEntries(reasons) as Record<string, readonly string[]>) };
};

describe('the reasons for which a time is not offered', () => {
  it('are none if it is offered', async () => {
    const availability = await withHosts([HOST]);
    expect(await why(availability, '09:00')).toEqual({ offered: true, [HOST]: [] });
  });

  it('are the hours, time off, the interval, the notice and the window', async () => {
    const availability = await withHosts([HOST]);
    expect(await why(availability, '08:00')).toEqual({ offered: false, [HOST]: ['hours'] });
    expect(await why(availability, '11:30')).toEqual({ offered: false, [HOST]: ['hours'] });
    expect(await why(availability, '09:30')).toEqual({ offered: false, [HOST]: ['interval'] });
    expect(await why(availability, '10:00', { minimumNoticeMinutes: 601 })).toMatchObject({ [HOST]: ['notice'] });
    expect(await why(availability, '2026-05-31T09:00:00.000Z')).toMatchObject({ [HOST]: ['notice', 'window'] });
    expect(await why(availability, '2027-06-01T09:00:00.000Z')).toMatchObject({ [HOST]: ['window'] });
    const { service, ports } = availability;
    await service.changeHost(ports.message({ hostId: HOST, timeOff: [{ from: '2026-06-01', to: '2026-06-01' }] }));
    expect(await why(availability, '09:00')).toEqual({ offered: false, [HOST]: ['timeOff'] });
  });

  it('are bookings, buffers and the limit of a day', async () => {
    const settings = hourWith([HOST], { slotIntervalMinutes: 30 });
    const availability = await withHosts([HOST], settings);
    await availability.hold('bkg_1', '10:00', settings);
    expect(await why(availability, '10:30')).toEqual({ offered: false, [HOST]: ['booking'] });
    expect(await why(availability, '09:00')).toEqual({ offered: true, [HOST]: [] });
    expect(await why(availability, '09:00', { bufferAfterMinutes: 5 })).toMatchObject({ [HOST]: ['buffer booking'] });
    expect(await why(availability, '09:00', { maxPerDay: 1 })).toMatchObject({ [HOST]: ['maxPerDay'] });
    expect(await why(availability, '10:00', { maxPerDay: 1 })).toMatchObject({ [HOST]: ['booking', 'maxPerDay'] });
  });

  it('name the source that says the host is busy', async () => {
    const availability = await withHosts([HOST]);
    await busy(availability, HOST, WORK, '09:30-10:00');
    await busy(availability, HOST, PUT_SOURCE, '08:50-09:10', '10:30-10:40');
    expect(await why(availability, '09:00')).toEqual({ offered: false, [HOST]: ['busy API', 'busy Work'] });
    expect(await why(availability, '10:00', { bufferBeforeMinutes: 5 })).toMatchObject({
      [HOST]: ['busy API', 'buffer Work'],
    });
    await availability.service.changeBusy(availability.ports.message({ hostId: HOST, source: WORK, intervals: null }));
    expect(await why(availability, '09:00')).toMatchObject({ [HOST]: ['busy API'] });
  });

  it('are given for each host of a team, and one or all of them must be able', async () => {
    const other: Schedule = { ...mornings, weekly: [{ days: ['mon'], from: '09:30', to: '12:30' }] };
    const availability = await withHosts([HOST]);
    await availability.addHost('hst_b', other);
    const team = { hostIds: [HOST, 'hst_b'] };
    await busy(availability, HOST, WORK, '09:00-10:00');
    const roundRobin = { ...team, assignment: 'roundRobin' } as const;
    expect(await why(availability, '09:00', roundRobin)).toEqual({
      offered: false,
      [HOST]: ['busy Work'],
      hst_b: ['hours'],
    });
    // 09:30 would be on the second host's own grid, but not on that of both.
    expect(await why(availability, '09:30', roundRobin)).toEqual({
      offered: false,
      [HOST]: ['interval', 'busy Work'],
      hst_b: ['interval'],
    });
    expect(await why(availability, '10:00', roundRobin)).toEqual({ offered: true, [HOST]: [], hst_b: [] });
    const collective = { ...team, assignment: 'collective' } as const;
    expect(await why(availability, '09:30', collective)).toEqual({ offered: false, [HOST]: ['busy Work'], hst_b: [] });
    expect(await why(availability, '10:00', collective)).toEqual({ offered: true, [HOST]: [], hst_b: [] });
    expect(await why(availability, '10:15', collective)).toEqual({
      offered: false,
      [HOST]: ['interval'],
      hst_b: ['interval'],
    });
    expect((await why(availability, '10:00', { ...collective, hostIds: [HOST, 'hst_unknown'] })).offered).toBe(false);
  });
});

describe('any start of any meeting type with any overrides', () => {
  it('is offered by its explanation exactly when the list of slots has it', async () => {
    await fc.assert(
      fc.asyncProperty(givenWorld, async (asked) => {
        const world = await worldOf(asked);
        const { availability, type, window } = world;
        const { overrides } = asked;
        const { slots } = await findSlots(availability.finding, type, window, overrides);
        const listed = slots.map(({ start }) => start);
        const explained = [];
        for (const start of candidatesOf(world, asked, listed)) {
          const { offered, hosts } = await explainStart(availability.finding, type, instantOf(start), overrides);
          if (offered) explained.push(instantOf(start));
          const able = hosts.filter(({ reasons }) => reasons.length === 0).length;
          expect(offered).toBe(type.assignment === 'collective' ? able === type.hostIds.length : able > 0);
        }
        expect(explained).toEqual(listed);
      }),
      { numRuns: 80 },
    );
    // Thousands of starts of many worlds, which takes seconds on a busy machine.
  }, 90_000);
});
