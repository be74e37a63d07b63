import { describe, expect, it } from '@jest/globals';
import {
  hostOf,
  monday,
  occupiedOf,
  offered,
  office,
  rulesOf,
  timesOffered,
  weekly,
} from '../fixtures/slot-fixtures.js';

describe('limits on a host’s slots', () => {
  it('keep the buffers of bookings and their own buffers free', () => {
    const host = hostOf(office, {
      occupied: [occupiedOf('2026-06-01T10:00:00Z', 30, { bufferBeforeMinutes: 5, bufferAfterMinutes: 10 })],
    });
    const rules = (bufferBeforeMinutes: number, bufferAfterMinutes: number) =>
      rulesOf({ durationMinutes: 20, slotIntervalMinutes: 5, bufferBeforeMinutes, bufferAfterMinutes });
    const around = { from: '2026-06-01T09:20:00Z', to: '2026-06-01T11:00:00Z' };
    expect(timesOffered(host, { ...around, rules: rules(0, 0) })).toEqual([
      ...['09:20', '09:25', '09:30', '09:35'],
      ...['10:40', '10:45', '10:50', '10:55'],
    ]);
    expect(timesOffered(host, { ...around, rules: rules(5, 10) })).toEqual([
      '09:20',
      '09:25',
      '10:45',
      '10:50',
      '10:55',
    ]);
  });

  it('allow buffers outside the hours, but not within busy times', () => {
    const busy = [{ start: '2026-06-01T12:00:00Z', end: '2026-06-01T12:30:00Z' }];
    const rules = rulesOf({ bufferBeforeMinutes: 30, bufferAfterMinutes: 15 });
    expect(timesOffered(hostOf(office), { ...monday, rules })).toEqual(['09:00', '10:00', '11:00']);
    expect(timesOffered(hostOf(office, { busy }), { ...monday, rules })).toEqual(['09:00', '10:00']);
  });

  it('handle busy intervals that overlap, touch or end before they start', () => {
    const busy = [
      { start: '2026-06-01T09:30:00Z', end: '2026-06-01T09:40:00Z' },
      { start: '2026-06-01T09:00:00Z', end: '2026-06-01T10:00:00Z' },
      { start: '2026-06-01T11:30:00Z', end: '2026-06-01T11:00:00Z' },
    ];
    expect(timesOffered(hostOf(office, { busy }), monday)).toEqual(['10:00', '11:00']);
  });

  it('respect the notice', () => {
    const rules = rulesOf({ minimumNoticeMinutes: 60 });
    expect(timesOffered(hostOf(office), { ...monday, rules, now: '2026-06-01T09:00:00Z' })).toEqual(['10:00', '11:00']);
    expect(timesOffered(hostOf(office), { ...monday, rules, now: '2026-06-01T09:00:00.001Z' })).toEqual(['11:00']);
  });

  it('lie in a rolling window of calendar days in the host’s zone, including today', () => {
    const host = hostOf({ timeZone: 'Pacific/Auckland', weekly: weekly('09:00-10:00') });
    const rules = rulesOf({ bookingWindow: { type: 'rolling', days: 2 } });
    const week = { from: '2026-06-01T00:00:00Z', to: '2026-06-08T00:00:00Z', rules };
    // In Auckland it is already the 2nd; after 09:00 there, only 09:00 of the 3rd is left.
    expect(offered(host, { ...week, now: '2026-06-01T20:59:00Z' })).toEqual(['2026-06-01T21:00', '2026-06-02T21:00']);
    expect(offered(host, { ...week, now: '2026-06-01T21:01:00Z' })).toEqual(['2026-06-02T21:00']);
    expect(offered(host, { ...week, now: '2026-06-01T12:00:00Z' })).toEqual(['2026-06-01T21:00', '2026-06-02T21:00']);
    expect(offered(host, { ...week, now: '2026-06-01T11:59:00Z' })).toEqual(['2026-06-01T21:00']);
  });

  it('lie in a range of dates in the host’s zone, both inclusive', () => {
    const host = hostOf({ timeZone: 'Pacific/Auckland', weekly: weekly('09:00-10:00') });
    const rules = rulesOf({ bookingWindow: { type: 'range', from: '2026-06-02', to: '2026-06-03' } });
    expect(offered(host, { from: '2026-05-25T00:00:00Z', to: '2026-06-12T00:00:00Z', rules })).toEqual([
      '2026-06-01T21:00',
      '2026-06-02T21:00',
    ]);
  });

  it('respect the daily limit in the host’s zone', () => {
    const host = hostOf(
      { timeZone: 'Asia/Tokyo', weekly: weekly('07:00-11:00') },
      {
        // Both are on the 2nd in Tokyo, but on two days in UTC.
        occupied: [occupiedOf('2026-06-01T23:00:00Z', 60), occupiedOf('2026-06-02T00:00:00Z', 60)],
      },
    );
    const days = { from: '2026-06-01T12:00:00Z', to: '2026-06-03T12:00:00Z' };
    const second = ['2026-06-02T22:00', '2026-06-02T23:00', '2026-06-03T00:00', '2026-06-03T01:00'];
    expect(offered(host, { ...days, rules: rulesOf({ maxPerDay: 2 }) })).toEqual(second);
    expect(offered(host, { ...days, rules: rulesOf({ maxPerDay: 3 }) })).toEqual([
      '2026-06-01T22:00',
      '2026-06-02T01:00',
      ...second,
    ]);
  });

  it('do not count other meeting types against the daily limit', () => {
    const occupied = [occupiedOf('2026-06-01T09:00:00Z', 60, { meetingTypeId: 'mtt_2' })];
    const rules = rulesOf({ maxPerDay: 1 });
    expect(timesOffered(hostOf(office, { occupied }), { ...monday, rules })).toEqual(['10:00', '11:00']);
  });
});
