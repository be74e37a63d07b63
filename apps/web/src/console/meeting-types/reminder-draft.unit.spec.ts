import { describe, expect, it } from '@jest/globals';
import {
  newReminder,
  reminderProblems,
  suggestedReminders,
  toReminder,
  toReminderDraft,
  toUnusedReminderDays,
  unusedReminderProblems,
} from './reminder-draft.js';

describe('the draft of reminders', () => {
  it('suggests a day and an hour before', () => {
    expect(suggestedReminders().map(toReminder)).toEqual([
      { minutesBefore: 1440, to: 'attendee' },
      { minutesBefore: 60, to: 'attendee' },
    ]);
  });

  it.each([
    [2880, '2', 'days'],
    [90, '90', 'minutes'],
    [180, '3', 'hours'],
  ] as const)('shows %i minutes as %s %s, and keeps them', (minutesBefore, amount, unit) => {
    const draft = toReminderDraft({ minutesBefore, to: 'both' });
    expect(draft).toMatchObject({ amount, unit });
    expect(toReminder(draft)).toEqual({ minutesBefore, to: 'both' });
  });

  it('finds a time that is out of bounds, and one that repeats', () => {
    const reminders = [newReminder('60', 'minutes'), newReminder('1', 'hours'), newReminder('31', 'days')];
    expect(
      reminderProblems(reminders).map(({ key, problem }) => [
        reminders.findIndex((one) => one.key === key),
        problem.kind,
      ]),
    ).toEqual([
      [1, 'repeatedReminder'],
      [2, 'number'],
    ]);
  });

  it('reminds of unused links once, twice or never', () => {
    expect(toUnusedReminderDays({ unusedFirst: '', unusedSecond: '' })).toEqual([]);
    expect(toUnusedReminderDays({ unusedFirst: '7', unusedSecond: '' })).toEqual([7]);
    expect(toUnusedReminderDays({ unusedFirst: '7', unusedSecond: '14' })).toEqual([7, 14]);
  });

  it('wants the second reminder of an unused link after the first', () => {
    expect(unusedReminderProblems({ unusedFirst: '7', unusedSecond: '7' }).unusedSecond?.kind).toBe(
      'wrongReminderOrder',
    );
    expect(unusedReminderProblems({ unusedFirst: '', unusedSecond: '7' }).unusedFirst?.kind).toBe('required');
    expect(unusedReminderProblems({ unusedFirst: '3', unusedSecond: '' })).toEqual({
      unusedFirst: null,
      unusedSecond: null,
    });
  });
});
