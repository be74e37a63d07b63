import { describe, expect, it } from '@jest/globals';
import { emptyDraft, newLinkOf, problemsOf } from './link-draft.js';

const type = { id: 'mtt_1', linkValidityDays: 14 };
const wish = emptyDraft(type);

describe('what a host says about a link', () => {
  it('may be nothing', () => {
    expect(newLinkOf(type, wish)).toEqual({ meetingTypeId: 'mtt_1', expiresInDays: 14 });
    expect(problemsOf(wish)).toEqual({});
  });

  it('is sent without the blanks around it', () => {
    const said = { name: ' Ada ', email: ' ada@example.com ', note: ' from the fair ', days: '3', hostId: 'hst_1' };
    expect(newLinkOf(type, said)).toEqual({
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
  ])('is refused before it is sent: %j', (given, problems) => {
    expect(problemsOf({ ...wish, ...given })).toEqual(problems);
  });
});
