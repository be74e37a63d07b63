import { describe, expect, it } from '@jest/globals';
import { hourWith, withHosts } from '../fixtures/test-availability.js';

const withTypes = async () => {
  const { service, ports } = await withHosts(['hst_a']);
  return { meetingTypes: service.meetingTypes, ports };
};

describe('meeting types', () => {
  const minimal = {
    name: 'Introduction',
    durationMinutes: 45,
    hostIds: ['hst_a'],
    assignment: 'single',
    confirmation: 'instant',
  } as const;
  const payload = { ...minimal, hostIds: [...minimal.hostIds] };

  it('are created once per command, with defaults for what is left out', async () => {
    const { meetingTypes, ports } = await withTypes();
    const message = ports.message(payload);
    const created = await meetingTypes.create(message);
    expect(ports.store.events.at(-1)?.data).toEqual({
      meetingTypeId: created.ok ? created.value.meetingTypeId : '',
      settings: {
        ...minimal,
        slotIntervalMinutes: 45,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        minimumNoticeMinutes: 0,
        bookingWindow: { type: 'rolling', days: 60 },
        questions: [],
        linkValidityDays: 30,
        approvalHours: 72,
        optInMinutes: 30,
        reminders: [],
        maxGuests: 0,
        unusedReminderDays: [],
      },
    });
    const { length } = ports.store.events;
    expect(await meetingTypes.create(message)).toEqual(created);
    expect(ports.store.events).toHaveLength(length);
  });

  it('change only in what is given', async () => {
    const { meetingTypes, ports } = await withTypes();
    const changed = await meetingTypes.change(ports.message({ meetingTypeId: 'mtt_1', name: 'Two hours' }));
    expect(changed.ok).toBe(true);
    const settings = hourWith(['hst_a'], { name: 'Two hours' });
    expect(ports.store.events.at(-1)?.data).toEqual({ meetingTypeId: 'mtt_1', settings });
  });

  it('are copied with all settings, once per command, also archived ones', async () => {
    const { meetingTypes, ports } = await withTypes();
    const own = { ...payload, description: 'Hello', maxPerDay: 3, slotIntervalMinutes: 15 };
    const created = await meetingTypes.create(ports.message(own));
    const meetingTypeId = created.ok ? created.value.meetingTypeId : '';
    await meetingTypes.archive(ports.message({ meetingTypeId }));
    const message = ports.message({ meetingTypeId, name: 'Kopie' });
    const copied = await meetingTypes.duplicate(message);
    expect(await meetingTypes.duplicate(message)).toEqual(copied);
    expect(ports.store.events.at(-1)).toMatchObject({
      type: 'MeetingTypeCreated',
      data: { meetingTypeId: copied.ok && copied.value.meetingTypeId, settings: { ...own, name: 'Kopie' } },
    });
    await meetingTypes.duplicate(ports.message({ meetingTypeId }));
    expect(ports.store.events.at(-1)?.data).toMatchObject({ settings: { name: 'Copy of Introduction' } });
  });

  it('of another workspace can be neither copied nor archived (I19)', async () => {
    const { meetingTypes, ports } = await withTypes();
    const created = await meetingTypes.create(ports.message(payload));
    const { length } = ports.store.events;
    const { context, ...rest } = ports.message({ meetingTypeId: created.ok ? created.value.meetingTypeId : '' });
    const foreign = { ...rest, context: { ...context, workspaceId: 'wsp_2' } };
    const unknown = { ok: false, error: { kind: 'meetingTypeUnknown' } };
    expect(await meetingTypes.duplicate(foreign)).toEqual(unknown);
    expect(await meetingTypes.archive(foreign)).toEqual(unknown);
    expect(await meetingTypes.restore(foreign)).toEqual(unknown);
    expect(ports.store.events).toHaveLength(length);
  });

  it('refuse hosts that the workspace does not have (I19)', async () => {
    const { meetingTypes, ports } = await withTypes();
    const { length } = ports.store.events;
    const errors = [{ path: 'hostIds.1', message: 'is not a host of this workspace' }];
    const refusal = { ok: false, error: { kind: 'invalid', errors } };
    const hostIds = ['hst_a', 'hst_x'];
    expect(await meetingTypes.create(ports.message({ ...payload, hostIds }))).toEqual(refusal);
    expect(await meetingTypes.change(ports.message({ meetingTypeId: 'mtt_1', hostIds }))).toEqual(refusal);
    const { context } = ports.message(payload);
    const foreign = await meetingTypes.create({ payload, context: { ...context, workspaceId: 'wsp_2' } });
    expect(foreign).toMatchObject({ ok: false, error: { kind: 'invalid', errors: [{ path: 'hostIds.0' }] } });
    expect(ports.store.events).toHaveLength(length);
  });

  it('that are unknown or of another workspace cannot be changed (I19)', async () => {
    const { meetingTypes, ports } = await withTypes();
    const unknown = { ok: false, error: { kind: 'meetingTypeUnknown' } };
    expect(await meetingTypes.change(ports.message({ meetingTypeId: 'mtt_2', name: 'X' }))).toEqual(unknown);
    const message = ports.message({ meetingTypeId: 'mtt_1', name: 'X' });
    const context = { ...message.context, workspaceId: 'wsp_2' };
    expect(await meetingTypes.change({ ...message, context })).toEqual(unknown);
  });
});
