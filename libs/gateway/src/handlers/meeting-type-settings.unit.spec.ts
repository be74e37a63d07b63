import { describe, expect, it } from '@jest/globals';
import { meetingTypeChangeSchema, newMeetingTypeSchema } from '../api/meeting-type-api.js';
import { changedSettings, newSettings } from './meeting-type-settings.js';

const settings = newSettings(
  newMeetingTypeSchema.parse({
    name: 'Talk',
    durationMinutes: 30,
    hostIds: ['hst_1'],
    assignment: 'single',
    confirmation: 'instant',
    maxPerDay: 3,
  }),
);
const before = { id: 'mtt_1', workspaceId: 'wsp_1', createdAt: '2026-03-02T08:00:00.000Z', ...settings };
const change = (body: object) => changedSettings(before, meetingTypeChangeSchema.parse(body));

describe('changing a meeting type', () => {
  it('leaves alone what is left out', () => {
    expect(change({})).toEqual(settings);
    expect(change({ name: 'Chat' })).toEqual({ ...settings, name: 'Chat' });
  });

  it('lets the interval follow the duration until it is set by itself', () => {
    expect(change({ durationMinutes: 45 })).toMatchObject({ durationMinutes: 45, slotIntervalMinutes: 45 });
    const own = { ...before, slotIntervalMinutes: 15 };
    expect(changedSettings(own, { durationMinutes: 45 })).toMatchObject({ slotIntervalMinutes: 15 });
  });

  it('takes an optional setting away by null', () => {
    expect(change({ maxPerDay: null })).not.toHaveProperty('maxPerDay');
    expect(change({ maxPerDay: 5, description: 'Hello' })).toMatchObject({ maxPerDay: 5, description: 'Hello' });
  });
});
