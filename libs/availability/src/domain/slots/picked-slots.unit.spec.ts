import { epochMsOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import { hostOf, monday, occupiedOf, office, rulesOf, slotsOf, timesOffered } from '../fixtures/slot-fixtures.js';

const at = (time: string): number => epochMsOf(`2026-06-01T${time}:00Z`);
const pickedOf = (times: readonly string[], given: Parameters<typeof rulesOf>[0] = {}) => ({
  ...rulesOf(given),
  picked: times.map(at),
});

describe('hand-picked times', () => {
  it('are offered instead of the hours, in order and without duplicates', () => {
    const rules = pickedOf(['20:07', '10:00', '03:30', '10:00']);
    expect(timesOffered(hostOf(office), { ...monday, rules })).toEqual(['03:30', '10:00', '20:07']);
    const evening = { from: '2026-06-01T20:00:00Z', to: '2026-06-01T20:07:00Z' };
    expect(timesOffered(hostOf(office), { ...evening, rules })).toEqual([]);
  });

  it('skip time off, date overrides, notice, window and the daily limit', () => {
    const closed = { ...office, overrides: [{ date: '2026-06-01', ranges: [] }] };
    const host = hostOf(closed, {
      timeOff: [{ from: '2026-06-01', to: '2026-06-01' }],
      occupied: [occupiedOf('2026-06-01T08:00:00Z', 60)],
    });
    const rules = pickedOf(['10:00'], {
      minimumNoticeMinutes: 10_000,
      maxPerDay: 1,
      bookingWindow: { type: 'range', from: '2030-01-01', to: '2030-01-02' },
    });
    expect(timesOffered(host, { ...monday, rules, now: '2026-06-01T09:59:00Z' })).toEqual(['10:00']);
  });

  it('must be in the future', () => {
    const rules = pickedOf(['09:00', '10:00', '11:00']);
    const asked = { rules, now: '2026-06-01T10:00:00Z' };
    expect(timesOffered(hostOf(office), { ...monday, ...asked })).toEqual(['11:00']);
    expect(slotsOf(hostOf(office), asked).classify(at('10:00'), 'own')).toBe('notOffered');
    expect(slotsOf(hostOf(office), asked).classify(at('11:00'), 'own')).toBe('offered');
  });

  it('are clear of other slots, of buffers both ways, and of busy times', () => {
    const host = hostOf(office, {
      occupied: [occupiedOf('2026-06-01T12:00:00Z', 60, { bufferAfterMinutes: 30 })],
      busy: [{ start: '2026-06-01T20:00:00.000Z', end: '2026-06-01T21:00:00.000Z' }],
    });
    const times = ['10:45', '10:46', '13:29', '13:40', '18:46', '21:09', '21:10'];
    const rules = pickedOf(times, { bufferBeforeMinutes: 10, bufferAfterMinutes: 15 });
    expect(timesOffered(host, { ...monday, rules })).toEqual(['10:45', '13:40', '21:10']);
    expect(slotsOf(host, { rules }).classify(at('10:46'), 'own')).toBe('taken');
    expect(slotsOf(host, { rules }).classify(at('13:41'), 'own')).toBe('notOffered');
  });
});
