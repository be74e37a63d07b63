import { describe, expect, it } from '@jest/globals';
import { dayName, monthName, timeFormatIn } from './time-format.js';

describe('times', () => {
  const slot = { start: '2026-03-28T23:30:00.000Z', end: '2026-03-29T00:00:00.000Z' };

  it('are formatted for the time zone and the locale', () => {
    const berlin = timeFormatIn('Europe/Berlin', 'de-DE');
    expect(berlin.dateKey(slot.start)).toBe('2026-03-29');
    expect(berlin.span(slot)).toBe('Sonntag, 29. März 2026, 00:30–01:00');
    expect(timeFormatIn('America/New_York', 'en-US').dateKey(slot.start)).toBe('2026-03-28');
    expect(timeFormatIn('America/New_York', 'en-US').time(slot.start)).toMatch(/^7:30.PM$/);
  });

  it('name the day of the end if it is another one', () => {
    const late = { start: '2026-03-03T22:30:00.000Z', end: '2026-03-03T23:15:00.000Z' };
    expect(timeFormatIn('Europe/Berlin', 'en-GB').span(late)).toBe(
      'Tuesday, 3 March 2026, 23:30 – Wednesday, 4 March 2026, 00:15',
    );
  });

  it('format days and months independently of the time zone', () => {
    expect(dayName('2026-03-29', 'de')).toBe('Sonntag, 29. März 2026');
    expect(monthName('2026-01', 'en')).toBe('January 2026');
  });
});

describe('a time that the clocks show twice', () => {
  const format = timeFormatIn('Europe/Berlin', 'en-GB');
  const [first, second, after] = ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z'];

  it('has its offset beside it, in lists and in spans', () => {
    expect([first, second, after].map(format.time)).toEqual(['02:00 (UTC+02:00)', '02:00 (UTC+01:00)', '03:00']);
    expect(format.span({ start: first, end: second })).toBe(
      'Sunday, 25 October 2026, 02:00 (UTC+02:00)–02:00 (UTC+01:00)',
    );
    expect(format.moment(second)).toContain('02:00 (UTC+01:00)');
  });
});

describe('the zone beside a time', () => {
  it('has the offset of that time', () => {
    const format = timeFormatIn('Europe/Berlin', 'en-GB');
    expect(format.zoneAt('2026-04-02T08:00:00Z')).toBe('Europe/Berlin, UTC+02:00');
    expect(format.zoneAt('2026-03-02T08:00:00Z')).toBe('Europe/Berlin, UTC+01:00');
    expect(timeFormatIn('Asia/Calcutta', 'en-GB').zoneAt('2026-03-02T08:00:00Z')).toBe('Asia/Kolkata, UTC+05:30');
    expect(timeFormatIn('Etc/GMT-2', 'en-GB').zoneAt('2026-03-02T08:00:00Z')).toBe('UTC+02:00');
  });
});
