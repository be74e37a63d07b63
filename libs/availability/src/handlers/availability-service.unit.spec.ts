import { describe, expect, it } from '@jest/globals';
import { AvailabilityService } from './availability-service.js';
import { hourWith, mornings, TestAvailability, withHosts } from '../fixtures/test-availability.js';

const taken = { ok: false, error: { kind: 'slotTaken' } };
const notOffered = { ok: false, error: { kind: 'slotNotOffered' } };

describe('hosts', () => {
  it('are added once, however often the command comes', async () => {
    const { service, ports } = new TestAvailability();
    const message = ports.message({
      hostId: 'hst_a',
      name: 'A',
      email: 'a@example.com',
      schedule: mornings,
      timeOff: [],
    });
    expect((await service.addHost(message)).ok).toBe(true);
    const length = ports.store.events.length;
    expect((await service.addHost(message)).ok).toBe(true);
    expect(ports.store.events).toHaveLength(length);
    const another = { ...message.payload, name: 'B' };
    expect(await service.addHost(ports.message(another))).toEqual({ ok: false, error: { kind: 'hostExists' } });
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
});

describe('meeting types', () => {
  it('are created once and changed as a whole', async () => {
    const { service, ports } = await withHosts(['hst_a']);
    const other = hourWith(['hst_a'], { name: 'Two hours', durationMinutes: 120 });
    const create = await service.createMeetingType(ports.message({ meetingTypeId: 'mtt_1', settings: other }));
    expect(create).toEqual({ ok: false, error: { kind: 'meetingTypeExists' } });
    expect((await service.changeMeetingType(ports.message({ meetingTypeId: 'mtt_1', settings: other }))).ok).toBe(true);
    expect(ports.store.events.at(-1)?.data).toEqual({ meetingTypeId: 'mtt_1', settings: other });
    const unknown = await service.changeMeetingType(ports.message({ meetingTypeId: 'mtt_2', settings: other }));
    expect(unknown).toEqual({ ok: false, error: { kind: 'meetingTypeUnknown' } });
  });
});

describe('a slot of one host', () => {
  const settings = hourWith(['hst_a']);

  it('is held, booked and released, each once however often it is asked for', async () => {
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

  it('is given to one of fifty that want it at once', async () => {
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

  it('is judged by the rules of the meeting type as they are now', async () => {
    const availability = await withHosts(['hst_a']);
    const { service, ports } = availability;
    const changed = hourWith(['hst_a'], { durationMinutes: 30, slotIntervalMinutes: 30 });
    await service.changeMeetingType(ports.message({ meetingTypeId: 'mtt_1', settings: changed }));
    expect(await availability.hold('bkg_1', '09:30', settings)).toEqual(notOffered);
    expect((await availability.hold('bkg_1', '09:30', changed)).ok).toBe(true);
  });

  it('is judged by rules that another instance of the service has set', async () => {
    const availability = await withHosts(['hst_a']);
    await availability.hold('bkg_1', '09:00', settings);
    const other = new AvailabilityService(availability.ports);
    const changed = hourWith(['hst_a'], { durationMinutes: 30, slotIntervalMinutes: 30 });
    await other.changeMeetingType(availability.ports.message({ meetingTypeId: 'mtt_1', settings: changed }));
    expect((await availability.hold('bkg_2', '10:30', changed)).ok).toBe(true);
  });

  it('cannot be booked where nothing is held: that is a bug and is seen', async () => {
    const availability = await withHosts(['hst_a']);
    await expect(availability.book('bkg_1', '09:00', ['hst_a'])).rejects.toThrow('notHeld');
    expect(availability.slotEventsOf('hst_a')).toEqual([]);
  });

  it('is released without complaint where nothing was ever held, the host included', async () => {
    const availability = await withHosts(['hst_a']);
    expect((await availability.release('bkg_1', '09:00', ['hst_a', 'hst_x'])).ok).toBe(true);
    expect(availability.slotEventsOf('hst_a')).toEqual([]);
  });
});

describe('a long history', () => {
  it('is taken up from a snapshot with all that is occupied', async () => {
    const availability = await withHosts(['hst_a']);
    const settings = hourWith(['hst_a']);
    for (let round = 0; round < 300; round += 1) {
      await availability.hold(`bkg_${round}`, '09:00', settings);
      await availability.release(`bkg_${round}`, '09:00', ['hst_a']);
    }
    await availability.hold('bkg_last', '10:00', settings);
    expect(await availability.ports.snapshots.load('calendar-hst_a')).toMatchObject({ version: 2 });
    availability.restart();
    expect(await availability.hold('bkg_other', '10:00', settings)).toEqual(taken);
    expect((await availability.hold('bkg_other', '09:00', settings)).ok).toBe(true);
  });
});
