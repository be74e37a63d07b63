import { describe, expect, it } from '@jest/globals';
import type { MeetingType } from '../api/shapes.js';
import { type Draft, toDraft, emptyDraft, toMeetingType, problemsOf } from './draft.js';

const type: MeetingType = {
  id: 'mtt_1',
  archived: false,
  createdAt: '2026-03-01T09:00:00.000Z',
  name: 'Introduction',
  hostIds: ['hst_1', 'hst_2'],
  assignment: 'roundRobin',
  confirmation: 'approval',
  durationMinutes: 45,
  slotIntervalMinutes: 15,
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 10,
  minimumNoticeMinutes: 90,
  bookingWindow: { type: 'range', from: '2026-03-01', to: '2026-04-01' },
  maxPerDay: 3,
  location: { type: 'inPerson', value: 'Main Street 1' },
  description: 'Two\nlines',
  questions: [
    { id: 'why', label: 'Why?', type: 'text', required: true },
    { id: 'size', label: 'How many are you?', type: 'select', required: false, options: ['1', '2 to 10'] },
  ],
  linkValidityDays: 14,
  approvalHours: 24,
  optInMinutes: 30,
  reminders: [{ minutesBefore: 1440, to: 'both' }],
  maxGuests: 2,
  unusedReminderDays: [7, 14],
};

describe('the draft of a meeting type', () => {
  it('converts back to the meeting type it was made from', () => {
    const { id: _id, archived: _archived, createdAt: _createdAt, ...settings } = type;
    expect(toMeetingType(toDraft(type))).toEqual(settings);
  });

  it('omits empty optional settings', () => {
    const saved = toMeetingType({ ...toDraft(type), maxPerDay: '', description: ' ', place: 'none' });
    expect(saved).not.toHaveProperty('maxPerDay');
    expect(saved).not.toHaveProperty('description');
    expect(saved).not.toHaveProperty('location');
  });

  it('uses assignment "single" for a single host', () => {
    expect(toMeetingType({ ...toDraft(type), hostIds: ['hst_1'] }).assignment).toBe('single');
  });

  it('is valid at the start except for the name', () => {
    expect(Object.keys(problemsOf(emptyDraft(['hst_1'])))).toEqual(['name']);
    expect(problemsOf(toDraft(type))).toEqual({});
  });

  it('ignores what is wrong in a hidden field', () => {
    const draft: Draft = { ...toDraft(type), confirmation: 'instant', approvalHours: 'x', optInMinutes: '' };
    expect(problemsOf(draft)).toEqual({});
    expect(toMeetingType(draft)).toMatchObject({ approvalHours: 72, optInMinutes: 30 });
  });

  it.each([
    [{ hostIds: [] }, 'hostIds', 'noHosts'],
    [{ duration: '0' }, 'duration', 'number'],
    [{ duration: '' }, 'duration', 'number'],
    [{ duration: '1.5' }, 'duration', 'number'],
    [{ interval: 'x' }, 'interval', 'number'],
    [{ noticeHours: '-1' }, 'noticeHours', 'number'],
    [{ windowTo: '2026-02-01' }, 'windowTo', 'wrongDates'],
    [{ windowFrom: '' }, 'windowFrom', 'required'],
    [{ linkValidityDays: '0' }, 'linkValidityDays', 'number'],
    [{ approvalHours: '0' }, 'approvalHours', 'number'],
    [{ confirmation: 'doubleOptIn' as const, optInMinutes: '4' }, 'optInMinutes', 'number'],
    [{ maxGuests: '11' }, 'maxGuests', 'number'],
    [{ unusedFirst: '14', unusedSecond: '7' }, 'unusedSecond', 'wrongReminderOrder'],
    [{ reminders: [{ key: 'r', amount: '', unit: 'hours' as const, to: 'host' as const }] }, 'reminder.r', 'number'],
    [
      { questions: [{ id: 'q', label: 'Which?', type: 'select' as const, required: true, options: '\n ' }] },
      'question.q',
      'required',
    ],
    [
      { questions: [{ id: 'q', label: 'Which?', type: 'select' as const, required: true, options: 'A\nB\n A' }] },
      'question.q',
      'repeatedOption',
    ],
  ])('reports the problem of %j', (given, field, kind) => {
    const problems = problemsOf({ ...toDraft(type), ...given });
    expect(problems).toEqual({ [field]: expect.objectContaining({ kind }) });
  });
});
