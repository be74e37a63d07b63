import { describe, expect, it } from '@jest/globals';
import { hostOf, offered, onDay, rulesOf, timesOffered, weekly } from '../fixtures/slot-fixtures.js';

const hourly = (start: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const minutes = Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + index * 60;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });

describe('slots across clock changes', () => {
  const london = (...ranges: readonly string[]) => hostOf({ timeZone: 'Europe/London', weekly: weekly(...ranges) });

  it('keep 09:00 local time across the change of 2026-03-29', () => {
    const host = london('mon tue wed thu fri 09:00-17:00');
    expect(timesOffered(host, onDay('2026-03-27'))).toEqual(hourly('09:00', 8));
    expect(timesOffered(host, onDay('2026-03-28'))).toEqual([]);
    expect(timesOffered(host, onDay('2026-03-29'))).toEqual([]);
    expect(timesOffered(host, onDay('2026-03-30'))).toEqual(hourly('08:00', 8));
    expect(timesOffered(host, onDay('2026-10-23'))).toEqual(hourly('08:00', 8));
    expect(timesOffered(host, onDay('2026-10-26'))).toEqual(hourly('09:00', 8));
  });

  it('cover two hours between 01:00 and 04:00 in spring and four in autumn', () => {
    const host = london('01:00-04:00');
    expect(timesOffered(host, onDay('2026-03-28'))).toEqual(hourly('01:00', 3));
    expect(timesOffered(host, onDay('2026-03-29'))).toEqual(hourly('01:00', 2));
    expect(timesOffered(host, onDay('2026-10-25'))).toEqual(hourly('00:00', 4));
    expect(timesOffered(host, onDay('2026-10-26'))).toEqual(hourly('01:00', 3));
  });

  it('start at the change if the range starts in the skipped hour', () => {
    const rules = rulesOf({ durationMinutes: 30 });
    expect(timesOffered(london('01:30-03:00'), { ...onDay('2026-03-29'), rules })).toEqual(['01:00', '01:30']);
    expect(timesOffered(london('01:00-02:00'), { ...onDay('2026-03-29'), rules })).toEqual([]);
  });

  it('treat an ambiguous end or start as its first occurrence', () => {
    const rules = rulesOf({ durationMinutes: 30 });
    const autumn = { from: '2026-10-24T23:00:00Z', to: '2026-10-25T04:00:00Z', rules };
    expect(timesOffered(london('00:00-01:30'), autumn)).toEqual(['23:00', '23:30', '00:00']);
    expect(timesOffered(london('01:30-02:30'), autumn)).toEqual(['00:30', '01:00', '01:30', '02:00']);
  });

  it('leave no gap or overlap around the clock, at midnight or at a change', () => {
    const host = london('00:00-24:00');
    for (const durationMinutes of [30, 45, 50, 60, 90]) {
      const starts = offered(host, {
        rules: rulesOf({ durationMinutes }),
        from: '2026-03-20T00:00:00Z',
        to: '2026-03-31T00:00:00Z',
      }).map((start) => Date.parse(`${start}Z`));
      const steps = new Set(starts.slice(1).map((start, index) => start - (starts[index] ?? 0)));
      expect([...steps]).toEqual([durationMinutes * 60_000]);
      expect(starts.length).toBeGreaterThanOrEqual(Math.floor((11 * 24 * 60) / durationMinutes));
    }
  });

  it('support zones with offsets of fractional hours', () => {
    const kolkata = hostOf({ timeZone: 'Asia/Kolkata', weekly: weekly('mon 09:00-11:00') });
    expect(offered(kolkata, onDay('2026-03-30'))).toEqual(['2026-03-30T03:30', '2026-03-30T04:30']);
    const kathmandu = hostOf({ timeZone: 'Asia/Kathmandu', weekly: weekly('mon 00:00-02:00') });
    expect(offered(kathmandu, onDay('2026-03-29'))).toEqual(['2026-03-29T18:15', '2026-03-29T19:15']);
  });

  it('support a zone that changes by half an hour', () => {
    const host = hostOf({ timeZone: 'Australia/Lord_Howe', weekly: weekly('01:00-04:00') });
    // 2026-04-05 02:00 +11 becomes 01:30 +10:30; 2026-10-04 02:00 +10:30 becomes 02:30 +11.
    expect(offered(host, onDay('2026-04-04'))).toEqual(['2026-04-04T14:00', '2026-04-04T15:00', '2026-04-04T16:00']);
    expect(timesOffered(host, { ...onDay('2026-10-03'), rules: rulesOf({ durationMinutes: 30 }) })).toEqual([
      '14:30',
      '15:00',
      '15:30',
      '16:00',
      '16:30',
    ]);
    expect(
      offered(hostOf({ timeZone: 'Australia/Lord_Howe', weekly: weekly('09:00-11:00') }), onDay('2026-10-04')),
    ).toEqual(['2026-10-04T22:00', '2026-10-04T23:00']);
  });

  it('skip the day that a zone left out, and touch across it', () => {
    // Apia went from 2011-12-29 24:00 (-10) to 2011-12-31 00:00 (+14).
    const office = hostOf({ timeZone: 'Pacific/Apia', weekly: weekly('09:00-11:00') });
    expect(offered(office, { from: '2011-12-29T00:00:00Z', to: '2012-01-01T00:00:00Z' })).toEqual([
      '2011-12-29T19:00',
      '2011-12-29T20:00',
      '2011-12-30T19:00',
      '2011-12-30T20:00',
      '2011-12-31T19:00',
      '2011-12-31T20:00',
    ]);
    const night = hostOf({ timeZone: 'Pacific/Apia', weekly: weekly('22:30-24:00', '00:00-01:00') });
    expect(offered(night, { from: '2011-12-30T08:00:00Z', to: '2011-12-30T12:00:00Z' })).toEqual([
      '2011-12-30T08:30',
      '2011-12-30T09:30',
    ]);
  });

  it('support days without midnight, and days with two', () => {
    // Beirut 2026-03-29 starts at 01:00; Havana 2026-11-01 shows 00:00 to 01:00 twice.
    const beirut = hostOf({ timeZone: 'Asia/Beirut', weekly: weekly('sun 00:00-02:00') });
    expect(offered(beirut, { from: '2026-03-28T12:00:00Z', to: '2026-03-29T12:00:00Z' })).toEqual(['2026-03-28T22:00']);
    const havana = hostOf({ timeZone: 'America/Havana', weekly: weekly('sat 22:00-24:00', 'sun 00:00-02:00') });
    expect(timesOffered(havana, { from: '2026-10-31T12:00:00Z', to: '2026-11-01T12:00:00Z' })).toEqual([
      '02:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
    ]);
  });
});
