import { epochMsOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import { hourWith, MONDAY, NOW, withHosts } from '../fixtures/test-availability.js';
import { hosts, meetingTypes, occupiedDays } from './availability-documents.js';
import { findSlots } from './find-slots.js';

describe('the availability views', () => {
  it('show current hosts and meeting types with their creation time', async () => {
    const availability = await withHosts(['hst_a']);
    const { service, ports } = availability;
    ports.clock.set(epochMsOf('2026-06-01T08:00:00.000Z'));
    const timeOff = [{ from: '2026-06-02', to: '2026-06-02' }];
    await service.changeHost(ports.message({ hostId: 'hst_a', name: 'Ada', timeOff }));
    const intervals = [{ start: '2026-06-01T09:00:00.000Z', end: '2026-06-01T10:00:00.000Z' }];
    await service.setBusy(ports.message({ hostId: 'hst_a', intervals }));
    const settings = hourWith(['hst_a'], { name: 'Renamed' });
    await availability.changeType(settings);
    await availability.project();
    expect(await ports.readModels.get(hosts, 'hst_a')).toMatchObject({
      id: 'hst_a',
      workspaceId: 'wsp_1',
      name: 'Ada',
      email: 'hst_a@example.com',
      timeOff,
      busy: intervals,
      createdAt: NOW,
    });
    expect(await ports.readModels.get(meetingTypes, 'mtt_1')).toEqual({
      ...settings,
      archived: false,
      id: 'mtt_1',
      workspaceId: 'wsp_1',
      createdAt: NOW,
    });
  });

  it('keep occupied slots by host and day, without empty days', async () => {
    const availability = await withHosts(['hst_a']);
    const settings = hourWith(['hst_a'], { bufferBeforeMinutes: 5, bufferAfterMinutes: 10 });
    await availability.changeType(settings);
    await availability.hold('bkg_1', '09:00', settings);
    await availability.hold('bkg_2', '11:00', settings);
    await availability.book('bkg_1', '09:00', ['hst_a']);
    await availability.project();
    const day = () => availability.ports.readModels.get(occupiedDays, 'hst_a/2026-06-01');
    const slot = { meetingTypeId: 'mtt_1', bufferBeforeMinutes: 5, bufferAfterMinutes: 10 };
    expect(await day()).toEqual({
      id: 'hst_a/2026-06-01',
      slots: [
        {
          ...slot,
          bookingId: 'bkg_1',
          start: '2026-06-01T09:00:00.000Z',
          end: '2026-06-01T10:00:00.000Z',
          state: 'booked',
        },
        {
          ...slot,
          bookingId: 'bkg_2',
          start: '2026-06-01T11:00:00.000Z',
          end: '2026-06-01T12:00:00.000Z',
          state: 'held',
        },
      ],
    });
    await availability.release('bkg_1', '09:00', ['hst_a']);
    await availability.release('bkg_2', '11:00', ['hst_a']);
    await availability.project();
    expect(await day()).toBeNull();
  });

  it('move a rescheduled slot to its new day', async () => {
    const availability = await withHosts(['hst_a']);
    const settings = hourWith(['hst_a']);
    await availability.hold('bkg_1', '09:00', settings);
    const { store, readModels, ids } = availability.ports;
    const held = store.events.at(-1);
    if (held === undefined) throw new Error('nothing is held');
    const moved = {
      ...held.data,
      start: '2026-06-02T10:00:00.000Z',
      end: '2026-06-02T11:00:00.000Z',
      fromStart: '2026-06-01T09:00:00.000Z',
      fromEnd: '2026-06-01T10:00:00.000Z',
      state: 'booked',
    };
    await store.append(held.stream, held.revision, [
      { id: ids.uuid(), type: 'SlotMoved', data: moved, meta: held.meta },
    ]);
    await availability.project();
    expect(await readModels.get(occupiedDays, 'hst_a/2026-06-01')).toBeNull();
    expect(await readModels.get(occupiedDays, 'hst_a/2026-06-02')).toMatchObject({
      slots: [{ bookingId: 'bkg_1', start: '2026-06-02T10:00:00.000Z', state: 'booked' }],
    });
  });
});

describe('finding slots', () => {
  it('returns start and end of each slot in the half-open window', async () => {
    const availability = await withHosts(['hst_a']);
    await availability.project();
    const type = { id: 'mtt_1', ...hourWith(['hst_a']) };
    const window = { from: '2026-06-01T09:30:00.000Z', to: '2026-06-01T11:00:00.000Z' };
    expect(await findSlots(availability.finding, type, window)).toEqual({
      slots: [{ start: '2026-06-01T10:00:00.000Z', end: '2026-06-01T11:00:00.000Z' }],
    });
  });

  it('offers slots that can be held, but not held ones', async () => {
    const availability = await withHosts(['hst_a']);
    const settings = hourWith(['hst_a']);
    expect(await availability.offered()).toEqual(['09:00', '10:00', '11:00']);
    expect((await availability.hold('bkg_1', '10:00', settings)).ok).toBe(true);
    expect(await availability.offered()).toEqual(['09:00', '11:00']);
    await availability.release('bkg_1', '10:00', ['hst_a']);
    expect(await availability.offered()).toEqual(['09:00', '10:00', '11:00']);
  });

  it('respects a long buffer of a booking on the evening before', async () => {
    const availability = await withHosts(['hst_a']);
    const { service, ports } = availability;
    await service.changeHost(
      ports.message({
        hostId: 'hst_a',
        schedule: { timeZone: 'UTC', weekly: [{ days: ['sun', 'mon'], from: '00:00', to: '24:00' }] },
      }),
    );
    const settings = hourWith(['hst_a'], { bufferAfterMinutes: 24 * 60 });
    await availability.changeType(settings);
    const sunday = { start: '2026-06-07T22:00:00.000Z', end: '2026-06-07T23:00:00.000Z' };
    const hold = { bookingId: 'bkg_1', hostIds: ['hst_a'], linkId: 'lnk_1', meetingTypeId: 'mtt_1' };
    await service.holdSlot(ports.message({ ...hold, ...sunday, assignment: 'single' as const }));
    await availability.project();
    const type = { id: 'mtt_2', ...hourWith(['hst_a']) };
    const monday = { from: '2026-06-08T20:00:00.000Z', to: '2026-06-09T00:00:00.000Z' };
    expect((await findSlots(availability.finding, type, monday)).slots.map(({ start }) => start.slice(11, 16))).toEqual(
      ['23:00'],
    );
  });

  it('applies the daily limit to bookings of this meeting type', async () => {
    const availability = await withHosts(['hst_a'], hourWith(['hst_a'], { maxPerDay: 1 }));
    await availability.hold('bkg_1', '10:00', hourWith(['hst_a']));
    expect(await availability.offered()).toEqual([]);
    const type = { id: 'mtt_2', ...hourWith(['hst_a'], { maxPerDay: 1 }) };
    expect((await findSlots(availability.finding, type, MONDAY)).slots).toHaveLength(2);
  });

  it('combines the hosts of a team by their assignment', async () => {
    const availability = await withHosts(
      ['hst_a', 'hst_b'],
      hourWith(['hst_a', 'hst_b'], { assignment: 'roundRobin' }),
    );
    await availability.hold('bkg_1', '09:00', hourWith(['hst_a']));
    await availability.hold('bkg_2', '10:00', hourWith(['hst_a']));
    await availability.hold('bkg_3', '10:00', hourWith(['hst_b']));
    expect(await availability.offered()).toEqual(['09:00', '11:00']);
    expect(await availability.offered({ assignment: 'collective' })).toEqual(['11:00']);
    expect(await availability.offered({ assignment: 'single', hostIds: ['hst_b'] })).toEqual(['09:00', '11:00']);
  });

  it('offers nothing for unknown hosts', async () => {
    const availability = await withHosts(['hst_a']);
    expect(await availability.offered({ hostIds: ['hst_x'] })).toEqual([]);
    expect(await availability.offered({ hostIds: ['hst_a', 'hst_x'], assignment: 'roundRobin' })).toHaveLength(3);
    expect(await availability.offered({ hostIds: ['hst_a', 'hst_x'], assignment: 'collective' })).toEqual([]);
  });

  it('reads nothing for a window outside the bookable times', async () => {
    const availability = await withHosts(['hst_a']);
    await availability.project();
    const refuse = (): Promise<never> => Promise.reject(new Error('read'));
    const deps = { ...availability.finding, readModels: { get: refuse, range: refuse } };
    const type = { id: 'mtt_1', ...hourWith(['hst_a']) };
    const years = { from: '2099-01-01T00:00:00.000Z', to: '2099-02-01T00:00:00.000Z' };
    expect(await findSlots(deps, type, years)).toEqual({ slots: [] });
    const past = { from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z' };
    expect(await findSlots(deps, type, past)).toEqual({ slots: [] });
  });
});
