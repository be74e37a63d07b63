import { describe, expect, it } from '@jest/globals';
import { changedHours } from './clock-changes.js';
import { emptyHost, type HostDraft } from './host-draft.js';

const host = (timeZone: string, from: string, to: string, more: Partial<HostDraft> = {}): HostDraft => {
  const sunday = emptyHost(timeZone);
  return { ...sunday, week: { ...sunday.week, sun: [{ from, to }] }, ...more };
};

const FALL = '2026-10-28';
const SPRING = '2026-03-05';

describe('hours on a day on which the clocks change', () => {
  it.each([
    ['America/New_York', FALL, '01:00', '02:00', { kind: 'lasts', minutes: 120 }],
    ['America/New_York', FALL, '01:30', '03:00', { kind: 'lasts', minutes: 150 }],
    ['America/New_York', FALL, '00:00', '24:00', { kind: 'lasts', minutes: 25 * 60 }],
    ['America/New_York', FALL, '00:30', '01:30', { kind: 'endsFirst' }],
    ['America/New_York', FALL, '01:00', '01:30', { kind: 'endsFirst' }],
    ['America/New_York', SPRING, '02:00', '04:00', { kind: 'lasts', minutes: 60 }],
    ['America/New_York', SPRING, '02:30', '04:00', { kind: 'lasts', minutes: 60 }],
    ['America/New_York', SPRING, '01:30', '02:30', { kind: 'lasts', minutes: 30 }],
    ['America/New_York', SPRING, '02:15', '02:45', { kind: 'skipped' }],
    // By half an hour.
    ['Australia/Lord_Howe', '2026-04-01', '01:30', '02:00', { kind: 'lasts', minutes: 60 }],
  ])('in %s in the week of %s, %s to %s', (timeZone, first, from, to, effect) => {
    expect(changedHours(host(timeZone, from, to), first, 7)).toMatchObject([{ from, to, effect }]);
  });

  it.each([
    ['before the change', 'America/New_York', FALL, '00:00', '01:00'],
    ['after it', 'America/New_York', FALL, '02:00', '10:00'],
    ['after skipped ones', 'America/New_York', SPRING, '03:00', '04:00'],
    ['in a zone without changes', 'Asia/Kolkata', FALL, '00:00', '24:00'],
    ['in a week without changes', 'America/New_York', '2026-07-01', '00:00', '24:00'],
  ])('need no words %s', (_name, timeZone, first, from, to) => {
    expect(changedHours(host(timeZone, from, to), first, 7)).toEqual([]);
  });

  it('are those of the date if it has any of its own, and none in time off', () => {
    const own = { key: 'x', date: '2026-11-01', ranges: [{ from: '00:00', to: '03:00' }] };
    const changed = changedHours(host('America/New_York', '01:00', '02:00', { overrides: [own] }), FALL, 7);
    expect(changed).toEqual([
      { date: '2026-11-01', from: '00:00', to: '03:00', clocks: 'back', effect: { kind: 'lasts', minutes: 240 } },
    ]);
    const timeOff = [{ key: 'y', from: '2026-10-30', to: '2026-11-02' }];
    expect(changedHours(host('America/New_York', '01:00', '02:00', { timeOff }), FALL, 7)).toEqual([]);
  });
});
