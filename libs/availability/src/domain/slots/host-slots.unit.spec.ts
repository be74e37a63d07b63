import { epochMsOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import {
  hostOf,
  occupiedOf,
  offered,
  onDay,
  rulesOf,
  slotsOf,
  timesOffered,
  weekly,
} from '../fixtures/slot-fixtures.js';

const office = { timeZone: 'UTC', weekly: weekly('mon tue wed thu fri 09:00-12:00') };
const monday = onDay('2026-06-01');

describe('slots of a host', () => {
  it('are counted from the start of each range by the interval, and fit whole', () => {
    const host = hostOf({ timeZone: 'UTC', weekly: weekly('mon 09:10-10:30', 'mon 13:00-13:45') });
    const rules = rulesOf({ durationMinutes: 30, slotIntervalMinutes: 20 });
    expect(timesOffered(host, { ...monday, rules })).toEqual(['09:10', '09:30', '09:50', '13:00']);
  });

  it('are counted on through bookings and busy times', () => {
    const rules = rulesOf({ durationMinutes: 40 });
    const occupied = [occupiedOf('2026-06-01T09:40:00Z', 20)];
    expect(timesOffered(hostOf(office, { occupied }), { ...monday, rules })).toEqual(['09:00', '10:20', '11:00']);
    const busy = [{ start: '2026-06-01T10:00:00Z', end: '2026-06-01T10:05:00Z' }];
    expect(timesOffered(hostOf(office, { busy }), { ...monday, rules })).toEqual(['09:00', '10:20', '11:00']);
  });

  it('go over midnight where ranges touch', () => {
    const host = hostOf({ timeZone: 'UTC', weekly: weekly('sun 23:00-24:00', 'mon 00:00-01:00') });
    const night = { from: '2026-05-31T12:00:00Z', to: '2026-06-01T12:00:00Z' };
    expect(timesOffered(host, { ...night, rules: rulesOf({ durationMinutes: 40 }) })).toEqual([
      '23:00',
      '23:40',
      '00:20',
    ]);
    expect(timesOffered(host, { ...night, rules: rulesOf({ durationMinutes: 120 }) })).toEqual(['23:00']);
    expect(timesOffered(host, { ...night, rules: rulesOf({ durationMinutes: 121 }) })).toEqual([]);
    // Over the end of a month as well, and asked for from the middle of it.
    expect(timesOffered(host, { ...monday, rules: rulesOf({ durationMinutes: 40 }) })).toEqual(['00:20']);
  });

  it('take overlapping and touching ranges of a day as one', () => {
    const host = hostOf({ timeZone: 'UTC', weekly: weekly('mon 09:00-10:30', 'mon 10:00-11:00', 'mon 11:00-12:00') });
    expect(timesOffered(host, { ...monday, rules: rulesOf({ durationMinutes: 90 }) })).toEqual(['09:00', '10:30']);
  });

  it('are as long as a day, over a day that has 23 hours', () => {
    const host = hostOf({
      timeZone: 'Europe/London',
      weekly: weekly('sat 23:30-24:00', 'sun 00:00-24:00', 'mon 00:00-00:30'),
    });
    const rules = rulesOf({ durationMinutes: 24 * 60 });
    expect(offered(host, { from: '2026-03-28T00:00:00Z', to: '2026-03-31T00:00:00Z', rules })).toEqual([
      '2026-03-28T23:30',
    ]);
  });

  it('follow an override in the zone of the host, whatever the window', () => {
    const schedule = {
      timeZone: 'America/New_York',
      weekly: weekly('09:00-11:00'),
      overrides: [
        { date: '2026-06-02', ranges: [{ from: '20:00', to: '22:00' }] },
        { date: '2026-06-03', ranges: [] },
      ],
    };
    // 20:00 in New York on the 2nd is the 3rd in UTC, and in a viewer's Berlin.
    expect(offered(hostOf(schedule), { from: '2026-06-02T22:00:00Z', to: '2026-06-04T22:00:00Z' })).toEqual([
      '2026-06-03T00:00',
      '2026-06-03T01:00',
      '2026-06-04T13:00',
      '2026-06-04T14:00',
    ]);
    expect(offered(hostOf(schedule), onDay('2026-06-02'))).toEqual([]);
  });

  it('leave out time off, both dates included', () => {
    const timeOff = [{ from: '2026-06-02', to: '2026-06-03' }];
    const days = offered(hostOf(office, { timeOff }), { from: '2026-06-01T00:00:00Z', to: '2026-06-08T00:00:00Z' });
    expect([...new Set(days.map((start) => start.slice(0, 10)))]).toEqual(['2026-06-01', '2026-06-04', '2026-06-05']);
  });

  it('keep the buffers of what is booked free, and their own', () => {
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

  it('need no room for their buffers within the hours, but clear of what other calendars say', () => {
    const busy = [{ start: '2026-06-01T12:00:00Z', end: '2026-06-01T12:30:00Z' }];
    const rules = rulesOf({ bufferBeforeMinutes: 30, bufferAfterMinutes: 15 });
    expect(timesOffered(hostOf(office), { ...monday, rules })).toEqual(['09:00', '10:00', '11:00']);
    expect(timesOffered(hostOf(office, { busy }), { ...monday, rules })).toEqual(['09:00', '10:00']);
  });

  it('pass over busy intervals that overlap, touch or end before they start', () => {
    const busy = [
      { start: '2026-06-01T09:30:00Z', end: '2026-06-01T09:40:00Z' },
      { start: '2026-06-01T09:00:00Z', end: '2026-06-01T10:00:00Z' },
      { start: '2026-06-01T11:30:00Z', end: '2026-06-01T11:00:00Z' },
    ];
    expect(timesOffered(hostOf(office, { busy }), monday)).toEqual(['10:00', '11:00']);
  });

  it('keep the notice', () => {
    const rules = rulesOf({ minimumNoticeMinutes: 60 });
    expect(timesOffered(hostOf(office), { ...monday, rules, now: '2026-06-01T09:00:00Z' })).toEqual(['10:00', '11:00']);
    expect(timesOffered(hostOf(office), { ...monday, rules, now: '2026-06-01T09:00:00.001Z' })).toEqual(['11:00']);
  });

  it('lie in a rolling window of calendar days in the zone of the host, today included', () => {
    const host = hostOf({ timeZone: 'Pacific/Auckland', weekly: weekly('09:00-10:00') });
    const rules = rulesOf({ bookingWindow: { type: 'rolling', days: 2 } });
    const week = { from: '2026-06-01T00:00:00Z', to: '2026-06-08T00:00:00Z', rules };
    // It is the 2nd in Auckland already: 09:00 of the 3rd and, from 09:01 on, nothing more of today.
    expect(offered(host, { ...week, now: '2026-06-01T20:59:00Z' })).toEqual(['2026-06-01T21:00', '2026-06-02T21:00']);
    expect(offered(host, { ...week, now: '2026-06-01T21:01:00Z' })).toEqual(['2026-06-02T21:00']);
    expect(offered(host, { ...week, now: '2026-06-01T12:00:00Z' })).toEqual(['2026-06-01T21:00', '2026-06-02T21:00']);
    expect(offered(host, { ...week, now: '2026-06-01T11:59:00Z' })).toEqual(['2026-06-01T21:00']);
  });

  it('lie in a range of dates in the zone of the host, both included', () => {
    const host = hostOf({ timeZone: 'Pacific/Auckland', weekly: weekly('09:00-10:00') });
    const rules = rulesOf({ bookingWindow: { type: 'range', from: '2026-06-02', to: '2026-06-03' } });
    expect(offered(host, { from: '2026-05-25T00:00:00Z', to: '2026-06-12T00:00:00Z', rules })).toEqual([
      '2026-06-01T21:00',
      '2026-06-02T21:00',
    ]);
  });

  it('are no more a day than the meeting type allows, in the zone of the host', () => {
    const host = hostOf(
      { timeZone: 'Asia/Tokyo', weekly: weekly('07:00-11:00') },
      {
        // Both on the 2nd in Tokyo, on two days in UTC.
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

  it('do not count bookings of other meeting types against the limit of a day', () => {
    const occupied = [occupiedOf('2026-06-01T09:00:00Z', 60, { meetingTypeId: 'mtt_2' })];
    const rules = rulesOf({ maxPerDay: 1 });
    expect(timesOffered(hostOf(office, { occupied }), { ...monday, rules })).toEqual(['10:00', '11:00']);
  });

  it('belong to the window they start in', () => {
    expect(timesOffered(hostOf(office), { from: '2026-06-01T09:00:00Z', to: '2026-06-01T10:00:00.001Z' })).toEqual([
      '09:00',
      '10:00',
    ]);
    expect(timesOffered(hostOf(office), { from: '2026-06-01T09:00:00.001Z', to: '2026-06-01T11:00:00Z' })).toEqual([
      '10:00',
    ]);
  });

  it('are none in a window that ends before it starts', () => {
    expect(offered(hostOf(office), { from: monday.to, to: monday.from })).toEqual([]);
  });
});

describe('the judgement of one start', () => {
  const occupied = [occupiedOf('2026-06-01T10:00:00Z', 60)];
  const host = slotsOf(hostOf(office, { occupied }), {});
  const classify = (start: string) => host.classify(epochMsOf(start), 'own');

  it('tells what is taken from what was never offered', () => {
    expect(classify('2026-06-01T09:00:00Z')).toBe('offered');
    expect(classify('2026-06-01T10:00:00Z')).toBe('taken');
    expect(classify('2026-06-01T09:30:00Z')).toBe('notOffered');
    expect(classify('2026-06-01T12:00:00Z')).toBe('notOffered');
    expect(classify('2026-06-06T09:00:00Z')).toBe('notOffered');
    expect(classify('nonsense')).toBe('notOffered');
  });

  it('calls a slot taken that is busy, or on a day that is full', () => {
    const busy = [{ start: '2026-06-01T09:59:00Z', end: '2026-06-01T10:01:00Z' }];
    const at = epochMsOf('2026-06-01T11:00:00Z');
    expect(slotsOf(hostOf(office, { busy }), {}).classify(epochMsOf('2026-06-01T09:00:00Z'), 'own')).toBe('taken');
    expect(slotsOf(hostOf(office, { occupied }), { rules: rulesOf({ maxPerDay: 1 }) }).classify(at, 'own')).toBe(
      'taken',
    );
    expect(host.classify(at, 'own')).toBe('offered');
  });

  it('calls a slot of the past not offered, taken or not', () => {
    const late = slotsOf(hostOf(office, { occupied }), { now: '2026-06-01T10:00:01Z' });
    expect(late.classify(epochMsOf('2026-06-01T10:00:00Z'), 'own')).toBe('notOffered');
  });

  it('leaves the grid to the team where it is the team’s', () => {
    const at = epochMsOf('2026-06-02T09:30:00Z');
    expect(host.classify(at, 'own')).toBe('notOffered');
    expect(host.classify(at, 'team')).toBe('offered');
    expect(host.classify(epochMsOf('2026-06-02T11:30:00Z'), 'team')).toBe('notOffered');
    expect(host.classify(epochMsOf('2026-06-01T10:30:00Z'), 'team')).toBe('taken');
  });
});
