import { describe, expect, it } from '@jest/globals';
import { UnansweredMails } from './unanswered-mails.js';

const failing = (mails: UnansweredMails, effectId: string, times: number): readonly string[] =>
  Array.from({ length: times }, () => mails.onFailure(effectId));

describe('UnansweredMails', () => {
  it('sets a mail aside after three failures', () => {
    const mails = new UnansweredMails();
    failing(mails, 'a', 2);
    expect(mails.setAside).toEqual([]);
    failing(mails, 'a', 1);
    expect(mails.setAside).toEqual(['a']);
  });

  it('blames the server while it answers no mail at all', () => {
    const mails = new UnansweredMails();
    const blamed = [...failing(mails, 'a', 3), ...failing(mails, 'b', 3)];
    mails.startOver();
    expect(mails.setAside).toEqual([]);
    expect(new Set([...blamed, ...failing(mails, 'a', 1)])).toEqual(new Set(['server']));
    expect(mails.setAside).toEqual(['a']);
  });

  it('blames a mail that fails again after the server answered another one', () => {
    const mails = new UnansweredMails();
    failing(mails, 'a', 3);
    mails.onAnswer('b');
    expect(mails.setAside).toEqual([]);
    expect(failing(mails, 'a', 2)).toEqual(['mail', 'server']);
  });

  it('forgets failures of a mail that was never set aside', () => {
    const mails = new UnansweredMails();
    failing(mails, 'a', 2);
    mails.onAnswer('b');
    expect(failing(mails, 'a', 2)).toEqual(['server', 'server']);
    expect(mails.setAside).toEqual([]);
  });

  it('forgets failures of a mail that is answered in the end', () => {
    const mails = new UnansweredMails();
    failing(mails, 'a', 3);
    mails.onAnswer('a');
    expect(failing(mails, 'a', 1)).toEqual(['server']);
  });
});
