import { describe, expect, it } from '@jest/globals';
import { hourWith, withHosts, type TestAvailability } from '../fixtures/test-availability.js';
import { occupiedDays } from '../views/availability-documents.js';

const hostIds = ['hst_a', 'hst_b'];
const together = hourWith(hostIds, { assignment: 'collective' });
const alone = (hostId: string) => hourWith([hostId]);
const taken = { ok: false, error: { kind: 'slotTaken' } };

/** A meeting of both hosts from 09:00 to 10:00. */
const withMeeting = async (): Promise<TestAvailability> => {
  const availability = await withHosts(hostIds, together);
  await availability.hold('bkg_1', '09:00', together);
  await availability.book('bkg_1', '09:00', hostIds);
  return availability;
};

/** Returns the occupied slots of the views: `09:00-10:00 booked`. */
const occupiedOf = async ({ ports }: TestAvailability, hostId: string): Promise<readonly string[]> => {
  const day = await ports.readModels.get(occupiedDays, `${hostId}/2026-06-01`);
  return (day?.slots ?? []).map(({ start, end, state }) => `${start.slice(11, 16)}-${end.slice(11, 16)} ${state}`);
};

const endAt = (availability: TestAvailability, minutes: number, move = 1) =>
  availability.move('bkg_1', '09:00', '09:00', hostIds, { minutes, move });

describe('another length of a meeting of several hosts', () => {
  it('is taken on all of them, and shown by the views', async () => {
    const availability = await withMeeting();
    expect((await endAt(availability, 120)).ok).toBe(true);
    expect(await availability.offered()).toEqual(['11:00']);
    for (const hostId of hostIds) expect(await occupiedOf(availability, hostId)).toEqual(['09:00-11:00 booked']);
    expect(await availability.hold('bkg_2', '10:00', alone('hst_b'))).toEqual(taken);
    expect((await endAt(availability, 30, 2)).ok).toBe(true);
    expect(await availability.offered()).toEqual(['10:00', '11:00']);
    for (const hostId of hostIds) expect(await occupiedOf(availability, hostId)).toEqual(['09:00-09:30 booked']);
  });

  it.each(hostIds)('is refused on all of them if %s has no time, and leaves nothing reserved', async (hostId) => {
    const availability = await withMeeting();
    await availability.hold('bkg_2', '10:00', alone(hostId));
    expect(await endAt(availability, 90)).toEqual(taken);
    await availability.release('bkg_2', '10:00', [hostId]);
    // It stays refused.
    expect(await endAt(availability, 90)).toEqual(taken);
    expect(await availability.offered()).toEqual(['10:00', '11:00']);
    for (const one of hostIds) expect(await occupiedOf(availability, one)).toEqual(['09:00-10:00 booked']);
  });

  it('happens once, however often it is asked for', async () => {
    const availability = await withMeeting();
    await endAt(availability, 120);
    const { length } = availability.ports.store.events;
    availability.restart();
    expect((await endAt(availability, 120)).ok).toBe(true);
    expect(availability.ports.store.events).toHaveLength(length);
  });

  it('can be followed by a move with the new length', async () => {
    const availability = await withMeeting();
    await endAt(availability, 90);
    expect(await availability.move('bkg_1', '09:00', '11:00', hostIds, { minutes: 90, move: 2 })).toMatchObject({
      error: { kind: 'slotNotOffered' },
    });
    expect((await availability.move('bkg_1', '09:00', '10:00', hostIds, { minutes: 90, move: 3 })).ok).toBe(true);
    await availability.project();
    for (const hostId of hostIds) expect(await occupiedOf(availability, hostId)).toEqual(['10:00-11:30 booked']);
  });
});

describe('a reschedule of a meeting of several hosts by a host', () => {
  const byHost = (availability: TestAvailability, at: string, move = 1) =>
    availability.move('bkg_1', '09:00', at, hostIds, { by: 'host', move });

  it('may lead outside their hours, and is made for all of them', async () => {
    const availability = await withMeeting();
    expect((await byHost(availability, '20:10')).ok).toBe(true);
    await availability.project();
    for (const hostId of hostIds) expect(await occupiedOf(availability, hostId)).toEqual(['20:10-21:10 booked']);
  });

  it.each(hostIds)('is refused for all of them if %s has another booking then', async (hostId) => {
    const availability = await withMeeting();
    await availability.hold('bkg_2', '10:00', alone(hostId));
    expect(await byHost(availability, '10:10')).toEqual(taken);
    await availability.project();
    for (const one of hostIds) expect(await occupiedOf(availability, one)).toContain('09:00-10:00 booked');
  });
});
