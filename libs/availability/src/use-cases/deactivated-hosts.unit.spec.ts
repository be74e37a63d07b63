import { upcasters } from '@bookonce/contracts/upcast';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import { describe, expect, it } from '@jest/globals';
import { hourWith, withHosts, type TestAvailability } from '../fixtures/test-availability.js';
import { explainStart } from '../views/explain-start.js';
import { meetingTypes } from '../views/availability-documents.js';

const notOffered = { ok: false, error: { kind: 'slotNotOffered' } };

/** Stores what the workspace decided about a host. */
const decide = async (
  { ports }: TestAvailability,
  type: 'MemberDeactivated' | 'MemberReactivated',
  hostId = 'hst_a',
): Promise<void> => {
  const { context } = ports.message({});
  const { workspaceId, correlationId, causationId, by } = context;
  const meta = {
    time: '2026-06-01T00:00:00.000Z',
    version: versionOf(type),
    workspaceId,
    correlationId,
    causationId,
    by,
  };
  const revision = (await ports.store.readStream(`workspace-${workspaceId}`)).length;
  const event = { id: ports.ids.uuid(), type, data: { workspaceId, hostId }, meta };
  await ports.store.append(`workspace-${workspaceId}`, revision - 1, [event]);
};

describe('a deactivated host', () => {
  it('takes no booking, whatever the views still offer, until the host is active again', async () => {
    const settings = hourWith(['hst_a']);
    const availability = await withHosts(['hst_a'], settings);
    expect(await availability.offered()).toEqual(['09:00', '10:00', '11:00']);
    await decide(availability, 'MemberDeactivated');
    expect(await availability.check('bkg_1', '09:00', settings)).toMatchObject(notOffered);
    expect(await availability.hold('bkg_1', '09:00', settings)).toMatchObject(notOffered);
    expect(await availability.offered()).toEqual([]);
    await decide(availability, 'MemberReactivated');
    expect(await availability.offered()).toEqual(['09:00', '10:00', '11:00']);
    expect(await availability.hold('bkg_1', '09:00', settings)).toMatchObject({ ok: true });
  });

  it('keeps what was held before, also for a command that is delivered again', async () => {
    const settings = hourWith(['hst_a']);
    const availability = await withHosts(['hst_a'], settings);
    await availability.hold('bkg_1', '09:00', settings);
    await decide(availability, 'MemberDeactivated');
    expect(await availability.hold('bkg_1', '09:00', settings)).toMatchObject({ ok: true });
    expect(await availability.book('bkg_1', '09:00', ['hst_a'])).toMatchObject({ ok: true });
    expect(await availability.release('bkg_1', '09:00', ['hst_a'])).toMatchObject({ ok: true });
  });

  it('is passed over by a round robin, and closes a meeting of all hosts', async () => {
    const hostIds = ['hst_a', 'hst_b'];
    const turns = hourWith(hostIds, { assignment: 'roundRobin' });
    const availability = await withHosts(hostIds, turns);
    await decide(availability, 'MemberDeactivated');
    expect(await availability.offered()).toEqual(['09:00', '10:00', '11:00']);
    expect(await availability.hold('bkg_1', '09:00', turns)).toMatchObject({ ok: true, value: { hostIds: ['hst_b'] } });
    expect(await availability.offered({ assignment: 'collective' })).toEqual([]);
    const together = { ...turns, assignment: 'collective' } as const;
    expect(await availability.hold('bkg_2', '11:00', together)).toMatchObject(notOffered);
    expect(availability.slotEventsOf('hst_b')).toEqual(['SlotHeld bkg_1']);
  });

  it('keeps bookings that attendees cannot move, and hosts can', async () => {
    const settings = hourWith(['hst_a']);
    const availability = await withHosts(['hst_a'], settings);
    await availability.hold('bkg_1', '09:00', settings);
    await availability.book('bkg_1', '09:00', ['hst_a']);
    await decide(availability, 'MemberDeactivated');
    expect(await availability.move('bkg_1', '09:00', '10:00', ['hst_a'])).toMatchObject(notOffered);
    expect(await availability.move('bkg_1', '09:00', '10:00', ['hst_a'])).toMatchObject(notOffered);
    const byHost = { move: 2, by: 'host' } as const;
    expect(await availability.move('bkg_1', '09:00', '10:00', ['hst_a'], byHost)).toMatchObject({ ok: true });
  });

  it('is the reason for which a time is not offered', async () => {
    const hostIds = ['hst_a', 'hst_b'];
    const availability = await withHosts(hostIds, hourWith(hostIds, { assignment: 'roundRobin' }));
    await decide(availability, 'MemberDeactivated');
    await availability.project();
    const type = await availability.ports.readModels.get(meetingTypes, 'mtt_1');
    if (type === null) throw new Error('no meeting type');
    expect(await explainStart(availability.finding, type, '2026-06-01T09:00:00.000Z')).toEqual({
      offered: true,
      hosts: [
        { hostId: 'hst_a', reasons: [{ kind: 'deactivated' }] },
        { hostId: 'hst_b', reasons: [] },
      ],
    });
  });
});

describe('a host of an earlier release', () => {
  it('is an owner', () => {
    expect(upcasters['HostAdded']?.map((step) => step({ hostId: 'hst_1' }, { by: 'api' }))).toEqual([
      { hostId: 'hst_1', role: 'owner' },
    ]);
  });
});
