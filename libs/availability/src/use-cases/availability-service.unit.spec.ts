import { describe, expect, it, jest } from '@jest/globals';
import { AvailabilityService } from './availability-service.js';
import { hourWith, mornings, TestAvailability, withHosts } from '../fixtures/test-availability.js';

const taken = { ok: false, error: { kind: 'slotTaken' } };
const notOffered = { ok: false, error: { kind: 'slotNotOffered' } };

describe('hosts', () => {
  it('are created once per command, even if it is repeated', async () => {
    const { service, ports } = new TestAvailability();
    const message = ports.message({ name: 'A', email: 'a@example.com', schedule: mornings });
    const created = await service.createHost(message);
    const { length } = ports.store.events;
    expect(await service.createHost(message)).toEqual(created);
    expect(ports.store.events).toHaveLength(length);
    const another = await service.createHost(ports.message(message.payload));
    expect(created.ok && another.ok && another.value.hostId !== created.value.hostId).toBe(true);
  });

  it('change only in what is given, in one append', async () => {
    const { service, ports } = await withHosts(['hst_a']);
    const before = ports.store.events.length;
    const timeOff = [{ from: '2026-06-03', to: '2026-06-04' }];
    await service.changeHost(ports.message({ hostId: 'hst_a', name: 'Ada', timeOff }));
    const types = ports.store.events.slice(before).map(({ type }) => type);
    expect(types).toEqual(['HostRenamed', 'TimeOffSet']);
    expect(ports.store.events.at(-2)?.data).toEqual({ hostId: 'hst_a', name: 'Ada', email: 'hst_a@example.com' });
  });

  it('that are unknown cannot be changed', async () => {
    const { service, ports } = new TestAvailability();
    const unknown = { ok: false, error: { kind: 'hostUnknown' } };
    expect(await service.changeHost(ports.message({ hostId: 'hst_x', name: 'X' }))).toEqual(unknown);
    expect(await service.setBusy(ports.message({ hostId: 'hst_x', intervals: [] }))).toEqual(unknown);
  });

  it('of another workspace cannot be changed (I19)', async () => {
    const { service, ports } = await withHosts(['hst_a']);
    const { length } = ports.store.events;
    const { payload, context } = ports.message({ hostId: 'hst_a', name: 'X' });
    const foreign = await service.changeHost({ payload, context: { ...context, workspaceId: 'wsp_2' } });
    expect(foreign).toEqual({ ok: false, error: { kind: 'hostUnknown' } });
    expect(ports.store.events).toHaveLength(length);
  });
});

describe('a slot of one host', () => {
  const settings = hourWith(['hst_a']);

  it('is held, booked and released once each, even if the commands are repeated', async () => {
    const availability = await withHosts(['hst_a']);
    const held = await availability.hold('bkg_1', '09:00', settings);
    expect(held).toEqual({ ok: true, value: { hostIds: ['hst_a'], position: expect.any(String) } });
    await availability.hold('bkg_1', '09:00', settings);
    await availability.book('bkg_1', '09:00', ['hst_a']);
    availability.restart();
    await availability.book('bkg_1', '09:00', ['hst_a']);
    // A hold that is delivered late does not undo the booking.
    expect((await availability.hold('bkg_1', '09:00', settings)).ok).toBe(true);
    await availability.release('bkg_1', '09:00', ['hst_a']);
    await availability.release('bkg_1', '09:00', ['hst_a']);
    expect(availability.slotEventsOf('hst_a')).toEqual(['SlotHeld bkg_1', 'SlotBooked bkg_1', 'SlotReleased bkg_1']);
  });

  it('is given to one of fifty concurrent bookings', async () => {
    const availability = await withHosts(['hst_a']);
    const wanted = Array.from({ length: 50 }, (_, index) => availability.hold(`bkg_${index}`, '09:00', settings));
    const replies = await Promise.all(wanted);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 49 }, () => taken));
  });

  it('is not given where the meeting type, the host or the start is unknown', async () => {
    const availability = await withHosts(['hst_a']);
    expect(await availability.hold('bkg_1', '09:30', settings)).toEqual(notOffered);
    expect(await availability.hold('bkg_1', '13:00', settings)).toEqual(notOffered);
    expect(await availability.hold('bkg_1', '09:00', hourWith(['hst_x']))).toEqual(notOffered);
    const empty = new TestAvailability();
    await empty.addHost('hst_a');
    expect(await empty.hold('bkg_1', '09:00', settings)).toEqual(notOffered);
  });

  it('is judged by the current rules of the meeting type', async () => {
    const availability = await withHosts(['hst_a']);
    const { service, ports } = availability;
    const changed = hourWith(['hst_a'], { durationMinutes: 30, slotIntervalMinutes: 30 });
    await service.meetingTypes.change(ports.message({ meetingTypeId: 'mtt_1', ...changed }));
    expect(await availability.hold('bkg_1', '09:30', settings)).toEqual(notOffered);
    expect((await availability.hold('bkg_1', '09:30', changed)).ok).toBe(true);
  });

  it('is judged by rules that another instance of the service has set', async () => {
    const availability = await withHosts(['hst_a']);
    await availability.hold('bkg_1', '09:00', settings);
    const other = new AvailabilityService(availability.ports);
    const changed = hourWith(['hst_a'], { durationMinutes: 30, slotIntervalMinutes: 30 });
    await other.meetingTypes.change(availability.ports.message({ meetingTypeId: 'mtt_1', ...changed }));
    expect((await availability.hold('bkg_2', '10:30', changed)).ok).toBe(true);
  });

  it('throws if a slot is booked without a hold', async () => {
    const availability = await withHosts(['hst_a']);
    await expect(availability.book('bkg_1', '09:00', ['hst_a'])).rejects.toThrow('notHeld');
    expect(availability.slotEventsOf('hst_a')).toEqual([]);
  });

  it('ignores the release of a slot that was never held, even of an unknown host', async () => {
    const availability = await withHosts(['hst_a']);
    expect((await availability.release('bkg_1', '09:00', ['hst_a', 'hst_x'])).ok).toBe(true);
    expect(availability.slotEventsOf('hst_a')).toEqual([]);
  });
});

describe('a long history', () => {
  it('is restored from a snapshot with all occupied slots', async () => {
    const availability = await withHosts(['hst_a']);
    const settings = hourWith(['hst_a']);
    for (let round = 0; round < 1_000; round += 1) {
      await availability.hold(`bkg_${round}`, '09:00', settings);
      await availability.release(`bkg_${round}`, '09:00', ['hst_a']);
    }
    await availability.hold('bkg_last', '10:00', settings);
    expect(await availability.ports.snapshots.load('calendar-hst_a')).toMatchObject({ version: 6 });
    availability.restart();
    expect(await availability.hold('bkg_other', '10:00', settings)).toEqual(taken);
    expect((await availability.hold('bkg_other', '09:00', settings)).ok).toBe(true);
  });
});

describe('a slot that is asked about', () => {
  const settings = hourWith(['hst_a']);

  it('is answered as a hold would be, and nothing is stored', async () => {
    const availability = await withHosts(['hst_a']);
    const { length } = availability.ports.store.events;
    expect((await availability.check('bkg_1', '09:00', settings)).ok).toBe(true);
    expect(await availability.check('bkg_1', '09:30', settings)).toMatchObject(notOffered);
    expect(availability.ports.store.events).toHaveLength(length);
    await availability.hold('bkg_1', '09:00', settings);
    expect(await availability.check('bkg_2', '09:00', settings)).toMatchObject(taken);
    expect((await availability.check('bkg_1', '09:00', settings)).ok).toBe(true);
  });

  it('costs one read of what is new about host and workspace, and is read as a whole only before it is refused (I9)', async () => {
    const availability = await withHosts(['hst_a']);
    const other = new AvailabilityService(availability.ports);
    await availability.hold('bkg_1', '09:00', settings);
    await availability.release('bkg_1', '09:00', ['hst_a'], other);
    const reads = jest.spyOn(availability.ports.store, 'readStream');
    expect((await availability.check('bkg_2', '10:00', settings)).ok).toBe(true);
    expect(reads.mock.calls).toEqual([
      ['workspace-wsp_1', expect.objectContaining({ from: 0 })],
      ['calendar-hst_a', expect.objectContaining({ from: 2 })],
    ]);
    expect((await availability.check('bkg_2', '09:00', settings)).ok).toBe(true);
  });

  it('names a host whose calendar another instance has stored since (I25)', async () => {
    const availability = await withHosts(['hst_a']);
    expect(await availability.check('bkg_1', '09:00', settings)).toEqual({ ok: true, value: { position: null } });
    const { ports, service } = availability;
    const source = { type: 'ics' as const, id: 'cal_1', name: 'Work' };
    const other = new AvailabilityService(ports);
    expect((await other.changeBusy(ports.message({ hostId: 'hst_a', source, intervals: [] }))).ok).toBe(true);
    expect(await availability.check('bkg_1', '09:00', settings)).toMatchObject({
      value: { connectedHostIds: ['hst_a'] },
    });
    const found = await service.findConnectedHosts(ports.message({ hostIds: ['hst_a'] }));
    expect(found).toMatchObject({ value: { hostIds: ['hst_a'] } });
  });

  it.each([
    ['roundRobin', ['hst_b']],
    ['collective', ['hst_a', 'hst_b']],
  ] as const)('names who could take it and has connected a calendar: %s', async (assignment, expected) => {
    const team = hourWith(['hst_a', 'hst_b', 'hst_c'], { assignment });
    const availability = await withHosts(['hst_a', 'hst_b', 'hst_c'], team);
    expect(await availability.check('bkg_1', '09:00', team)).toEqual({ ok: true, value: { position: null } });
    const { service, ports } = availability;
    for (const hostId of ['hst_a', 'hst_b']) {
      const source = { type: 'ics' as const, id: `cal_${hostId}`, name: 'Work' };
      expect((await service.changeBusy(ports.message({ hostId, source, intervals: [] }))).ok).toBe(true);
    }
    if (assignment === 'roundRobin') {
      await availability.hold('bkg_1', '09:00', { ...team, hostIds: ['hst_a'], assignment: 'single' });
    }
    expect(await availability.check('bkg_2', '09:00', team)).toMatchObject({
      ok: true,
      value: { connectedHostIds: expected },
    });
    const hostIds = ['hst_b', 'hst_c'];
    expect(await service.findConnectedHosts(ports.message({ hostIds }))).toMatchObject({
      value: { hostIds: ['hst_b'] },
    });
  });

  it.each([
    ['collective', 'slotTaken'],
    ['roundRobin', null],
  ] as const)('of several hosts is judged as they are assigned: %s', async (assignment, refusal) => {
    const team = hourWith(['hst_a', 'hst_b'], { assignment });
    const availability = await withHosts(['hst_a', 'hst_b'], team);
    await availability.hold('bkg_1', '09:00', { ...team, hostIds: ['hst_a'], assignment: 'single' });
    const checked = await availability.check('bkg_2', '09:00', team);
    expect(checked.ok ? null : checked.error.kind).toBe(refusal);
  });
});
