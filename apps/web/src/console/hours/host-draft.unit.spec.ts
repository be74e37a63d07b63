import { describe, expect, it } from '@jest/globals';
import type { Host } from '../api/shapes.js';
import { areHoursClear, draftOf, emptyHost, hoursOf, isClear, overrideProblem, timeOffProblem } from './host-draft.js';

const host: Host = {
  id: 'hst_1',
  name: 'Ada',
  email: 'ada@example.com',
  schedule: {
    timeZone: 'Europe/Berlin',
    weekly: [{ days: ['mon', 'tue'], from: '09:00', to: '12:00' }],
    overrides: [
      { date: '2026-03-03', ranges: [{ from: '10:00', to: '11:00' }] },
      { date: '2026-03-04', ranges: [] },
    ],
  },
  timeOff: [{ from: '2026-07-01', to: '2026-07-14' }],
  busy: [],
  createdAt: '2026-03-01T09:00:00.000Z',
};
const draft = draftOf(host);

describe('the draft of a host', () => {
  it('saves what it was made from', () => {
    expect(hoursOf(draft)).toEqual({ schedule: host.schedule, timeOff: host.timeOff });
    expect(isClear(draft)).toBe(true);
  });

  it('begins with office hours, and needs a name and an address', () => {
    const empty = emptyHost('UTC');
    expect(hoursOf(empty).schedule.weekly).toEqual([
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
    ]);
    expect(areHoursClear(empty)).toBe(true);
    expect(isClear(empty)).toBe(false);
    expect(isClear({ ...empty, name: 'Ada', email: 'ada@example.com' })).toBe(true);
    expect(isClear({ ...empty, name: 'Ada', email: 'ada' })).toBe(false);
  });

  it('has one set of hours for a date', () => {
    const twice = { key: 'new', date: '2026-03-03', ranges: [] };
    const overrides = [...draft.overrides, twice];
    expect(overrides.map((one) => overrideProblem(overrides, one))).toEqual([null, null, 'twice']);
    expect(areHoursClear({ ...draft, overrides })).toBe(false);
    expect(overrideProblem([], { key: 'new', date: '', ranges: [] })).toBe('required');
  });

  it('has time off from the first day to the last', () => {
    expect(timeOffProblem({ key: 'a', from: '2026-03-02', to: '2026-03-01' })).toBe('wrongOrder');
    expect(timeOffProblem({ key: 'a', from: '2026-03-02', to: '' })).toBe('required');
    expect(timeOffProblem({ key: 'a', from: '2026-03-02', to: '2026-03-02' })).toBeNull();
  });
});
