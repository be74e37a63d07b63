import { describe, expect, it } from '@jest/globals';
import { fingerprintOf } from './fingerprint.js';

const feed = (stamp: string, title = 'Call', lineBreak = '\r\n'): string =>
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    `DTSTAMP:${stamp}`,
    'DTSTART:20260302T090000Z',
    `SUMMARY:${title}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join(lineBreak);

describe('fingerprintOf', () => {
  it('is equal for texts that differ in DTSTAMP alone', () => {
    expect(fingerprintOf(feed('20260301T080000Z'))).toBe(fingerprintOf(feed('20260301T080500Z')));
    expect(fingerprintOf(feed('20260301T080000Z', 'Call', '\n'))).toBe(
      fingerprintOf(feed('20260301T080500Z', 'Call', '\n')),
    );
    expect(fingerprintOf(feed('2026030\r\n\t1T080000Z'))).toBe(fingerprintOf(feed('2026030\r\n\t1T080500Z')));
  });

  it('differs for any other difference', () => {
    const original = fingerprintOf(feed('20260301T080000Z'));
    expect(fingerprintOf(feed('20260301T080000Z', 'Talk'))).not.toBe(original);
    expect(fingerprintOf(feed('20260301T080000Z').replace('DTSTART', 'DTEND'))).not.toBe(original);
    expect(fingerprintOf(feed('20260301T080000Z', 'Call\r\nDTSTAMP-LIKE:1'))).not.toBe(original);
  });
});
