import { describe, expect, it } from '@jest/globals';
import { hostsDescription } from './hosts-description.js';

const request = { attendee: { name: 'Ada', email: 'ada@example.org' }, answers: {} };
const URL = 'https://book.example.com/console/bookings#bkg_1';

describe('hostsDescription', () => {
  it('names who comes and what they wrote, in the order of the questions', () => {
    const more = { answers: { news: true, topic: 'Tea\nand cake' }, note: 'See you', guests: ['bea@example.org'] };
    const questions = [
      { id: 'topic', label: 'Topic' },
      { id: 'news', label: 'Newsletter' },
    ];
    expect(hostsDescription({ ...request, ...more }, questions, 'en', URL).split('\n')).toEqual([
      'Ada <ada@example.org>',
      'Guests: bea@example.org',
      'Topic: Tea',
      'and cake',
      'Newsletter: yes',
      'Note: See you',
      `See the booking: ${URL}`,
    ]);
  });

  it('is written in the language of hosts, without what was not said', () => {
    expect(hostsDescription({ ...request, note: '' }, [], 'de', URL)).toBe(
      `Ada <ada@example.org>\nBuchung ansehen: ${URL}`,
    );
  });
});
