import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { occurrencesOf } from './occurrences.js';
import { ruleOf } from './rule.js';

const wallOf = (text: string): number => Date.parse(`${text}Z`);

/** Occurrences of a rule within the years, as `2026-03-02` or `2026-03-02T09:00` if the time is not that of the start. */
const occurrences = (text: string, start: string, from = '2026-01-01T00:00', to = '2029-12-31T23:59') => {
  const property = ICAL.parse.property(`RRULE:${text}`, ICAL.design.icalendar) as readonly unknown[];
  const rule = ruleOf(property[3]);
  const walls = occurrencesOf(rule, wallOf(start), Infinity, { from: wallOf(from), to: wallOf(to) });
  return [...walls]
    .map((wall) => new Date(wall).toISOString().slice(0, 16))
    .map((wall) => (wall.slice(11) === start.slice(11, 16) ? wall.slice(0, 10) : wall));
};

describe('the occurrences of a rule', () => {
  it('skip days that a month or year does not have', () => {
    expect(occurrences('FREQ=MONTHLY;COUNT=4', '2026-01-31T09:00')).toEqual([
      '2026-01-31',
      '2026-03-31',
      '2026-05-31',
      '2026-07-31',
    ]);
    expect(occurrences('FREQ=YEARLY', '2024-02-29T09:00')).toEqual(['2028-02-29']);
  });

  it('are days in weeks by number, in the year of the week', () => {
    // Week 1 of 2026 begins in 2025, week 53 ends in 2027.
    expect(
      occurrences('FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2024-01-01T09:00', '2025-01-01T00:00', '2027-01-31T00:00'),
    ).toEqual(['2025-12-29', '2027-01-04']);
    expect(occurrences('FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU', '2026-01-01T09:00', '2026-01-02T00:00')).toEqual([
      '2027-01-03',
      '2028-01-02',
      '2028-12-31',
      '2029-12-30',
    ]);
    expect(occurrences('FREQ=YEARLY;BYWEEKNO=20', '2026-05-13T09:00', '2027-01-01T00:00', '2028-12-31T00:00')).toEqual([
      '2027-05-19',
      '2028-05-17',
    ]);
  });

  it('are days of the year, also from its end', () => {
    expect(
      occurrences('FREQ=YEARLY;BYYEARDAY=60,-1', '2027-03-01T09:00', '2027-01-01T00:00', '2028-12-31T23:59'),
    ).toEqual(['2027-03-01', '2027-12-31', '2028-02-29', '2028-12-31']);
  });

  it('are weekdays counted in the month or in the year', () => {
    expect(occurrences('FREQ=YEARLY;BYDAY=20MO', '2026-05-18T09:00', '2026-01-01T00:00', '2027-12-31T00:00')).toEqual([
      '2026-05-18',
      '2027-05-17',
    ]);
    expect(occurrences('FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', '2026-01-30T09:00')).toEqual(['2026-01-30', '2026-02-27']);
    expect(
      occurrences('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2026-02-13T09:00', '2026-01-01T00:00', '2026-12-31T00:00'),
    ).toEqual(['2026-02-13', '2026-03-13', '2026-11-13']);
  });

  it('are chosen by position, also within weeks and days', () => {
    expect(occurrences('FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;COUNT=2', '2026-03-06T09:00')).toEqual([
      '2026-03-06',
      '2026-03-13',
    ]);
    expect(occurrences('FREQ=DAILY;BYHOUR=9,12,15;BYSETPOS=2;COUNT=2', '2026-03-06T12:00')).toEqual([
      '2026-03-06',
      '2026-03-07',
    ]);
  });

  it('count weeks from the day on which they start', () => {
    const everyOther = (weekStart: string) =>
      occurrences(
        `FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=${weekStart}`,
        '1997-08-05T09:00',
        '1997-01-01T00:00',
      );
    expect(everyOther('MO')).toEqual(['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24']);
    expect(everyOther('SU')).toEqual(['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31']);
  });

  it('repeat within the day', () => {
    expect(occurrences('FREQ=HOURLY;INTERVAL=3;BYHOUR=9,12;BYMINUTE=0,30;COUNT=4', '2026-03-06T09:00')).toEqual([
      '2026-03-06',
      '2026-03-06T09:30',
      '2026-03-06T12:00',
      '2026-03-06T12:30',
    ]);
    expect(occurrences('FREQ=MINUTELY;INTERVAL=45;BYDAY=FR;BYHOUR=9;COUNT=3', '2026-03-06T09:00')).toEqual(
      ['2026-03-06', '2026-03-06T09:45', '2026-03-13T09:00'].map((wall) => wall.replace('T09:00', '')),
    );
    expect(occurrences('FREQ=SECONDLY;BYSECOND=0;BYMINUTE=0;BYHOUR=9;COUNT=2', '2026-03-06T09:00')).toEqual([
      '2026-03-06',
      '2026-03-07',
    ]);
  });

  it('begin with the start, even if the rule does not have it', () => {
    expect(occurrences('FREQ=WEEKLY;BYDAY=TU;COUNT=3', '2026-03-02T09:00')).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-10',
    ]);
  });

  it('end if the rule never matches', () => {
    for (const rule of [
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5',
      'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6;COUNT=2',
      'FREQ=HOURLY;INTERVAL=24;BYHOUR=10',
    ])
      expect(occurrences(rule, '1997-03-02T09:00')).toEqual([]);
  });

  it('are the same wherever the window begins', () => {
    const rules = [
      'FREQ=DAILY;INTERVAL=3',
      'FREQ=WEEKLY;INTERVAL=5;BYDAY=SU,WE;WKST=SU',
      'FREQ=MONTHLY;INTERVAL=7;BYDAY=2TU',
      'FREQ=YEARLY;INTERVAL=2;BYMONTH=1,12;BYDAY=SU',
      'FREQ=HOURLY;INTERVAL=31',
    ];
    for (const rule of rules) {
      const all = occurrences(rule, '2019-11-05T09:00', '2019-01-01T00:00', '2028-01-01T00:00');
      const late = occurrences(rule, '2019-11-05T09:00', '2025-12-31T12:00', '2028-01-01T00:00');
      expect(late.length).toBeGreaterThan(0);
      expect(all.slice(-late.length)).toEqual(late);
      expect((all.at(-late.length - 1) ?? '') < '2025-12-31T12:00').toBe(true);
    }
  });
});
