import { epochMsOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import { hostOf, occupiedOf, office, rulesOf, slotsOf } from '../fixtures/slot-fixtures.js';

describe('judging one start', () => {
  const occupied = [occupiedOf('2026-06-01T10:00:00Z', 60)];
  const host = slotsOf(hostOf(office, { occupied }), {});
  const classify = (start: string) => host.classify(epochMsOf(start), 'own');

  it('distinguishes taken from never offered', () => {
    expect(classify('2026-06-01T09:00:00Z')).toBe('offered');
    expect(classify('2026-06-01T10:00:00Z')).toBe('taken');
    expect(classify('2026-06-01T09:30:00Z')).toBe('notOffered');
    expect(classify('2026-06-01T12:00:00Z')).toBe('notOffered');
    expect(classify('2026-06-06T09:00:00Z')).toBe('notOffered');
    expect(classify('nonsense')).toBe('notOffered');
  });

  it('calls a busy slot, or one on a full day, taken', () => {
    const busy = [{ start: '2026-06-01T09:59:00Z', end: '2026-06-01T10:01:00Z' }];
    const at = epochMsOf('2026-06-01T11:00:00Z');
    expect(slotsOf(hostOf(office, { busy }), {}).classify(epochMsOf('2026-06-01T09:00:00Z'), 'own')).toBe('taken');
    expect(slotsOf(hostOf(office, { occupied }), { rules: rulesOf({ maxPerDay: 1 }) }).classify(at, 'own')).toBe(
      'taken',
    );
    expect(host.classify(at, 'own')).toBe('offered');
  });

  it('calls past slots not offered, even if they are taken', () => {
    const late = slotsOf(hostOf(office, { occupied }), { now: '2026-06-01T10:00:01Z' });
    expect(late.classify(epochMsOf('2026-06-01T10:00:00Z'), 'own')).toBe('notOffered');
  });

  it('uses the team’s grid if there is one', () => {
    const at = epochMsOf('2026-06-02T09:30:00Z');
    expect(host.classify(at, 'own')).toBe('notOffered');
    expect(host.classify(at, 'team')).toBe('offered');
    expect(host.classify(epochMsOf('2026-06-02T11:30:00Z'), 'team')).toBe('notOffered');
    expect(host.classify(epochMsOf('2026-06-01T10:30:00Z'), 'team')).toBe('taken');
  });
});
