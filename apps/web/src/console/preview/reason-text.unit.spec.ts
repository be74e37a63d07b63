import { describe, expect, it } from '@jest/globals';
import type { SlotReason } from '../api/shapes.js';
import { textsIn } from '../texts/texts.js';
import { reasonText } from './reason-text.js';

const rules = {
  slotIntervalMinutes: 30,
  minimumNoticeMinutes: 120,
  bookingWindow: { type: 'rolling', days: 14 },
  maxPerDay: 3,
} as const;
const work = { type: 'caldav', name: 'Work', readAt: '2026-03-02T08:00:00Z' } as const;

const inWords = (language: string, reason: Omit<SlotReason, 'text'>, isPast = false): string =>
  reasonText({ ...reason, text: 'in the words of the service' }, rules, {
    texts: textsIn(language).why,
    age: () => (language === 'de' ? 'vor 2 Minuten' : '2 minutes ago'),
    day: (dateKey) => dateKey,
    isPast,
  });

describe('why a time is not offered', () => {
  it('names the calendar and its age', () => {
    expect(inWords('en', { kind: 'busy', source: work })).toBe('Busy: calendar “Work”, read 2 minutes ago.');
    expect(inWords('de', { kind: 'busy', source: work })).toBe('Belegt: Kalender „Work“, gelesen vor 2 Minuten.');
    expect(inWords('en', { kind: 'busy', source: { type: 'put', name: '' } })).toBe('Busy: set by the API.');
    expect(inWords('en', { kind: 'busy' })).toBe('Busy: another calendar.');
  });

  it.each([
    ['interval', 'Start times are every 30 minutes; this is not one of them.'],
    ['notice', 'Too soon: the minimum notice is 2 hours.'],
    ['window', 'Only the next 14 days can be booked, today included.'],
    ['maxPerDay', 'The maximum for that day is reached: 3 meetings.'],
    ['buffer', 'Another booking is closer than the buffers allow.'],
    ['hours', 'The meeting does not fit into the hours.'],
  ] as const)('explains %s by the rule', (kind, text) => expect(inWords('en', { kind })).toBe(text));

  it('says that a time is past', () => {
    expect(inWords('en', { kind: 'notice' }, true)).toBe('This time is in the past.');
  });

  it.each(['hours', 'timeOff', 'buffer', 'notice', 'window', 'maxPerDay', 'booking', 'busy', 'interval'] as const)(
    'has a German text for %s',
    (kind) => {
      expect(inWords('de', { kind })).not.toBe(inWords('en', { kind }));
      expect(inWords('de', { kind })).not.toContain('words of the service');
    },
  );
});
