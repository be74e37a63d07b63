import { describe, expect, it } from '@jest/globals';
import { emptyDraft, type LinkDraft, toNewLink, problemsOf } from './link-draft.js';

const type = { id: 'mtt_1', linkValidityDays: 14, unusedReminderDays: [7] };
const draft = emptyDraft(type);
const plain = { meetingTypeId: 'mtt_1', expiresInDays: 14, prefill: false, recipientOnly: false };
const START = '2026-03-03T09:00:00.000Z';

describe('the draft of a link', () => {
  it('may be empty', () => {
    expect(toNewLink(type, draft)).toEqual(plain);
    expect(problemsOf(draft)).toEqual({});
  });

  it('is trimmed', () => {
    const said = { name: ' Ada ', email: ' ada@example.com ', note: ' from the fair ', days: '3', hostId: 'hst_1' };
    expect(toNewLink(type, { ...draft, ...said })).toEqual({
      ...plain,
      expiresInDays: 3,
      recipient: { name: 'Ada', email: 'ada@example.com' },
      note: 'from the fair',
      hostId: 'hst_1',
    });
  });

  it('fills in a recipient, if there is one', () => {
    expect(toNewLink(type, { ...draft, prefill: true }).prefill).toBe(false);
    expect(toNewLink(type, { ...draft, prefill: true, name: 'Ada' }).prefill).toBe(true);
  });

  it.each<[Partial<LinkDraft>, object]>([
    [{ duration: '45' }, { durationMinutes: 45 }],
    [{ place: 'video', placeValue: ' ' }, { location: { type: 'video' } }],
    [{ place: 'phone', placeValue: ' 0123 ' }, { location: { type: 'phone', value: '0123' } }],
    [{ confirmation: 'approval' }, { confirmation: 'approval' }],
    [{ times: 'rolling', windowDays: '5', slots: [START] }, { bookingWindow: { type: 'rolling', days: 5 } }],
    [
      { times: 'range', windowFrom: '2026-03-01', windowTo: '2026-03-05' },
      { bookingWindow: { type: 'range', from: '2026-03-01', to: '2026-03-05' } },
    ],
    [{ times: 'picked', slots: [START] }, { slots: [{ start: START }] }],
  ])('turns %j into overrides', (given, overrides) => {
    expect(problemsOf({ ...draft, ...given })).toEqual({});
    expect(toNewLink(type, { ...draft, ...given }).overrides).toEqual(overrides);
  });

  it('reminds of an unused link as the type does, unless it says otherwise', () => {
    const named = { ...draft, email: 'ada@example.com' };
    expect(toNewLink(type, named)).not.toHaveProperty('unusedReminderDays');
    expect(toNewLink(type, { ...named, unusedFirst: '' }).unusedReminderDays).toEqual([]);
    expect(toNewLink(type, { ...named, unusedSecond: '14' }).unusedReminderDays).toEqual([7, 14]);
    expect(toNewLink(type, { ...draft, unusedSecond: '14' })).not.toHaveProperty('unusedReminderDays');
  });

  it.each<[Partial<LinkDraft>, object]>([
    [{ email: 'ada' }, { email: 'emailWrong' }],
    [{ recipientOnly: true }, { email: 'needsEmail' }],
    [{ days: '' }, { days: 'number' }],
    [{ days: '0' }, { days: 'number' }],
    [{ days: '1.5' }, { days: 'number' }],
    [
      { days: 'soon', email: '@' },
      { days: 'number', email: 'emailWrong' },
    ],
    [{ duration: '0' }, { duration: 'number' }],
    [{ times: 'rolling' }, { windowDays: 'number' }],
    [{ times: 'range', windowFrom: '2026-03-02', windowTo: '2026-03-01' }, { windowTo: 'wrongDates' }],
    [{ times: 'picked' }, { slots: 'noTimes' }],
    [{ email: 'ada@example.com', unusedFirst: '7', unusedSecond: '3' }, { unusedSecond: 'wrongReminderOrder' }],
  ])('rejects %j', (given, kinds) => {
    const problems = Object.entries(problemsOf({ ...draft, ...given }));
    expect(Object.fromEntries(problems.map(([field, { kind }]) => [field, kind]))).toEqual(kinds);
  });
});
