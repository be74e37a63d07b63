import { describe, expect, it } from '@jest/globals';
import type { Host } from '../api/shapes.js';
import { areHoursValid, toDraft, emptyHost, toHours, isValid, overrideProblem, timeOffProblem } from './host-draft.js';

const host: Host = {
  role: 'owner',
  active: true,
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
const draft = toDraft(host);

describe('the draft of a host', () => {
  it('converts back to the host it was made from', () => {
    expect(toHours(draft)).toEqual({ schedule: host.schedule, timeOff: host.timeOff });
    expect(isValid(draft)).toBe(true);
  });

  it('starts with office hours, and requires a name and an e-mail address', () => {
    const empty = emptyHost('UTC');
    expect(toHours(empty).schedule.weekly).toEqual([
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
    ]);
    expect(areHoursValid(empty)).toBe(true);
    expect(isValid(empty)).toBe(false);
    expect(isValid({ ...empty, name: 'Ada', email: 'ada@example.com' })).toBe(true);
    expect(isValid({ ...empty, name: 'Ada', email: 'ada' })).toBe(false);
  });

  it('rejects two overrides for one date', () => {
    const twice = { key: 'new', date: '2026-03-03', ranges: [] };
    const overrides = [...draft.overrides, twice];
    expect(overrides.map((one) => overrideProblem(overrides, one))).toEqual([null, null, 'duplicate']);
    expect(areHoursValid({ ...draft, overrides })).toBe(false);
    expect(overrideProblem([], { key: 'new', date: '', ranges: [] })).toBe('required');
  });

  it('rejects time off that ends before it starts', () => {
    expect(timeOffProblem({ key: 'a', from: '2026-03-02', to: '2026-03-01' })).toBe('wrongOrder');
    expect(timeOffProblem({ key: 'a', from: '2026-03-02', to: '' })).toBe('required');
    expect(timeOffProblem({ key: 'a', from: '2026-03-02', to: '2026-03-02' })).toBeNull();
  });
});
