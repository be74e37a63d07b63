import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import type { MeetingTypeSettings } from '../values/meeting-type.js';
import { meetingTypeStream } from './meeting-type.js';

const settings: MeetingTypeSettings = {
  name: 'Introduction',
  hostIds: ['hst_1'],
  assignment: 'single',
  confirmation: 'instant',
  durationMinutes: 30,
  slotIntervalMinutes: 30,
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
};

const stored = (type: string, data: object): StoredEvent => ({
  id: 'e',
  type,
  data,
  stream: 'meetingType-mtt_1',
  revision: 0,
  position: '1',
  meta: { time: '', version: 1, workspaceId: 'wsp_1', correlationId: '', causationId: '', by: 'api' },
});

const { initial, evolve } = meetingTypeStream;
const created = evolve(initial, stored('MeetingTypeCreated', { meetingTypeId: 'mtt_1', settings }));

describe('the stream of a meeting type', () => {
  it('holds the settings and the workspace once created', () => {
    expect(created).toEqual({ meetingTypeId: 'mtt_1', workspaceId: 'wsp_1', settings, isArchived: false });
  });

  it('holds the latest settings', () => {
    const approval = { ...settings, confirmation: 'approval' as const };
    const changed = evolve(created, stored('MeetingTypeChanged', { meetingTypeId: 'mtt_1', settings: approval }));
    expect(changed?.settings.confirmation).toBe('approval');
  });

  it('is archived until it is restored, also if it is changed meanwhile', () => {
    const archived = evolve(created, stored('MeetingTypeArchived', { meetingTypeId: 'mtt_1' }));
    expect(archived?.isArchived).toBe(true);
    const changed = evolve(archived, stored('MeetingTypeChanged', { meetingTypeId: 'mtt_1', settings }));
    expect(changed?.isArchived).toBe(true);
    expect(evolve(changed, stored('MeetingTypeRestored', { meetingTypeId: 'mtt_1' }))?.isArchived).toBe(false);
  });

  it('ignores events of a later version of the product', () => {
    expect(evolve(created, stored('MeetingTypePainted', {}))).toBe(created);
  });
});
