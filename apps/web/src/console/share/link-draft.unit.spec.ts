import { describe, expect, it } from '@jest/globals';
import { emptyDraft, toNewLink, problemsOf } from './link-draft.js';

const type = { id: 'mtt_1', linkValidityDays: 14 };
const draft = emptyDraft(type);

describe('the draft of a link', () => {
  it('may be empty', () => {
    expect(toNewLink(type, draft)).toEqual({ meetingTypeId: 'mtt_1', expiresInDays: 14 });
    expect(problemsOf(draft)).toEqual({});
  });

  it('is trimmed', () => {
    const said = { name: ' Ada ', email: ' ada@example.com ', note: ' from the fair ', days: '3', hostId: 'hst_1' };
    expect(toNewLink(type, said)).toEqual({
      meetingTypeId: 'mtt_1',
      expiresInDays: 3,
      recipient: { name: 'Ada', email: 'ada@example.com' },
      note: 'from the fair',
      hostId: 'hst_1',
    });
  });

  it.each([
    [{ email: 'ada' }, { email: 'emailWrong' }],
    [{ days: '' }, { days: 'daysWrong' }],
    [{ days: '0' }, { days: 'daysWrong' }],
    [{ days: '1.5' }, { days: 'daysWrong' }],
    [
      { days: 'soon', email: '@' },
      { days: 'daysWrong', email: 'emailWrong' },
    ],
  ])('rejects %j', (given, problems) => {
    expect(problemsOf({ ...draft, ...given })).toEqual(problems);
  });
});
