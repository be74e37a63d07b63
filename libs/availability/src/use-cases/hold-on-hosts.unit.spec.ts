import { describe, expect, it } from '@jest/globals';
import { hourWith, TestAvailability, withHosts } from '../fixtures/test-availability.js';

const taken = { ok: false, error: { kind: 'slotTaken' } };
const notOffered = { ok: false, error: { kind: 'slotNotOffered' } };

describe('a round robin', () => {
  const hostIds = ['hst_a', 'hst_b', 'hst_c'];
  const settings = hourWith(hostIds, { assignment: 'roundRobin' });

  const holderOf = async (availability: TestAvailability, bookingId: string, at: string): Promise<string> => {
    const held = await availability.hold(bookingId, at, settings);
    return held.ok ? held.value.hostIds.join() : held.error.kind;
  };

  it('gives each host a booking before any gets a second one', async () => {
    const availability = await withHosts(hostIds, settings);
    const holders = [
      await holderOf(availability, 'bkg_1', '09:00'),
      await holderOf(availability, 'bkg_2', '10:00'),
      await holderOf(availability, 'bkg_3', '11:00'),
    ];
    expect([...holders].sort()).toEqual(hostIds);
  });

  it('tries the next host if one is taken, and reports taken if none is left', async () => {
    const availability = await withHosts(hostIds, settings);
    const ids = ['bkg_1', 'bkg_2', 'bkg_3', 'bkg_4'];
    const holders: string[] = [];
    for (const id of ids) holders.push(await holderOf(availability, id, '09:00'));
    expect([...holders.slice(0, 3)].sort()).toEqual(hostIds);
    expect(holders[3]).toBe('slotTaken');
    expect(await holderOf(availability, 'bkg_4', '13:00')).toBe('slotNotOffered');
  });

  it('returns the same host for a repeated command, whatever has been booked since', async () => {
    const availability = await withHosts(hostIds, settings);
    const holder = await holderOf(availability, 'bkg_1', '09:00');
    await availability.hold('bkg_2', '10:00', hourWith([holder], { assignment: 'single' }));
    availability.restart();
    expect(await holderOf(availability, 'bkg_1', '09:00')).toBe(holder);
    const held = hostIds.flatMap((hostId) => availability.slotEventsOf(hostId));
    expect(held.filter((event) => event === 'SlotHeld bkg_1')).toHaveLength(1);
  });

  it('chooses between idle hosts by the booking, not by the order of the list', async () => {
    const chosen = new Set<string>();
    for (let index = 0; index < 20; index += 1) {
      chosen.add(await holderOf(await withHosts(hostIds, settings), `bkg_${index}`, '09:00'));
    }
    expect([...chosen].sort()).toEqual(hostIds);
  });
});

describe('a collective meeting', () => {
  const hostIds = ['hst_b', 'hst_a'];
  const settings = hourWith(hostIds, { assignment: 'collective' });

  it('is held with all hosts', async () => {
    const availability = await withHosts(hostIds, settings);
    const held = await availability.hold('bkg_1', '09:00', settings);
    expect(held).toMatchObject({ ok: true, value: { hostIds: ['hst_a', 'hst_b'] } });
    expect(availability.slotEventsOf('hst_a')).toEqual(['SlotHeld bkg_1']);
    expect(availability.slotEventsOf('hst_b')).toEqual(['SlotHeld bkg_1']);
  });

  it('is refused if one host is busy, and no other host holds it', async () => {
    const availability = await withHosts(hostIds, settings);
    await availability.hold('bkg_0', '09:00', hourWith(['hst_b']));
    expect(await availability.hold('bkg_1', '09:00', settings)).toEqual(taken);
    expect(availability.slotEventsOf('hst_a')).toEqual([]);
    expect(availability.slotEventsOf('hst_b')).toEqual(['SlotHeld bkg_0']);
  });

  it('keeps what it holds when the last host has gone meanwhile, until the attempt is judged', async () => {
    const availability = await withHosts(hostIds, settings);
    await availability.hold('bkg_1', '09:00', hourWith(['hst_a']));
    await availability.hold('bkg_0', '09:00', hourWith(['hst_b']));
    expect(await availability.hold('bkg_1', '09:00', settings)).toEqual(taken);
    expect(availability.slotEventsOf('hst_a')).toEqual(['SlotHeld bkg_1']);
    await availability.release('bkg_1', '09:00', hostIds);
    expect(availability.slotEventsOf('hst_a')).toEqual(['SlotHeld bkg_1', 'SlotReleased bkg_1']);
    expect(availability.slotEventsOf('hst_b')).toEqual(['SlotHeld bkg_0']);
  });

  it('may start only on the grid of one of the hosts', async () => {
    const availability = new TestAvailability();
    await availability.addHost('hst_a');
    const half = { timeZone: 'UTC', weekly: [{ days: ['mon' as const], from: '09:30', to: '12:30' }] };
    await availability.addHost('hst_b', half);
    await availability.createType(settings);
    expect((await availability.hold('bkg_1', '09:30', settings)).ok).toBe(true);
    expect(await availability.hold('bkg_2', '10:45', settings)).toEqual(notOffered);
    // The second host begins at 09:30 only.
    expect(await availability.hold('bkg_3', '09:00', settings)).toEqual(notOffered);
  });

  it('is given to one of two concurrent bookings', async () => {
    const availability = await withHosts(hostIds, settings);
    const replies = await Promise.all(['bkg_1', 'bkg_2'].map((id) => availability.hold(id, '09:00', settings)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
