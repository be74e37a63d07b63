import { describe, expect, it } from '@jest/globals';
import { failureOfContent, failureOfServer } from './read-failure.js';

describe('the text of a failed read', () => {
  it('says what is wrong and what to do', () => {
    expect(failureOfServer({ kind: 'notFound', reason: 'nothing is at this address' })).toEqual({
      kind: 'notFound',
      text: 'Nothing is at this address. Check the address, or copy it again from the settings of the calendar.',
    });
    expect(failureOfContent({ kind: 'notACalendar' }).text).toContain('something else than a calendar. Copy');
    expect(failureOfContent({ kind: 'tooManyInstances', most: 100 }).text).toContain('100 times');
    expect(failureOfContent({ kind: 'tooSlow' }).text).toContain('too large');
  });

  it('comes with the pause that the server asks for', () => {
    expect(failureOfServer({ kind: 'retryAfter', afterMs: 90_000, reason: 'The server asks to wait.' })).toEqual({
      kind: 'retryAfter',
      text: 'The server asks to wait. It is read again later.',
      askedForMs: 90_000,
    });
  });
});
