import type { Assignment } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import { hostOf, occupiedOf, onDay, rulesOf, slotsOf, weekly } from '../fixtures/slot-fixtures.js';
import type { HostSlots } from './host-slots.js';
import { classifyTogether, teamSlots } from './team-slots.js';

const { from, to } = onDay('2026-06-01');
const host = (range: string, taken: readonly string[] = []): HostSlots => {
  const occupied = taken.map((time) => occupiedOf(`2026-06-01T${time}:00Z`, 60));
  return slotsOf(hostOf({ timeZone: 'UTC', weekly: weekly(range) }, { occupied }), { rules: rulesOf() });
};
const times = (hosts: readonly HostSlots[], assignment: Assignment): readonly string[] =>
  [...teamSlots(hosts, { assignment, intervalMs: 60_000 }, epochMsOf(from), epochMsOf(to))]
    .flatMap(({ starts }) => starts)
    .map((start) => instantOf(start).slice(11, 16));

describe('slots of a team', () => {
  const early = host('09:00-12:00', ['10:00']);
  const late = host('10:30-13:30', ['12:30']);

  it('are offered round robin if one host can take the whole slot, sorted without duplicates', () => {
    expect(times([late, early], 'roundRobin')).toEqual(['09:00', '11:00']);
    expect(times([early, host('09:00-10:00')], 'roundRobin')).toEqual(['09:00', '11:00']);
  });

  it('are counted round robin from each free range of all hours together', () => {
    // 09:00 to 13:30, with a gap, and from 15:15.
    const afternoon = host('15:15-17:30');
    expect(times([late, host('09:00-10:45'), afternoon], 'roundRobin')).toEqual(['09:00', '11:00', '15:15', '16:15']);
  });

  it('are counted round robin across zones, in which days begin at other times', () => {
    const inZone = (timeZone: string, range: string): HostSlots =>
      slotsOf(hostOf({ timeZone, weekly: weekly(range) }), { rules: rulesOf() });
    // 22:30 to 01:30 and, from where it ends, to 03:00, both in UTC.
    const [evening, night] = [inZone('America/New_York', '18:30-21:30'), inZone('Asia/Tokyo', '10:30-12:00')];
    expect(times([evening, night], 'roundRobin')).toEqual(['00:30', '01:30', '22:30', '23:30']);
  });

  it('are the same round robin for hosts with the same hours as for one of them', () => {
    for (const range of ['09:00-12:00', '00:00-24:00', '09:10-17:45']) {
      expect(times([host(range), host(range)], 'roundRobin')).toEqual(times([host(range)], 'single'));
    }
  });

  it('are not offered if two hosts could take half of it each', () => {
    expect(times([host('09:00-09:30'), host('09:30-10:00')], 'roundRobin')).toEqual([]);
  });

  it('are offered collectively if the slot is on one grid and all hosts can take it', () => {
    expect(times([early, late], 'collective')).toEqual(['11:00']);
    expect(times([late, early], 'collective')).toEqual(['11:00']);
    expect(times([early, host('09:00-12:00', ['09:00'])], 'collective')).toEqual(['11:00']);
  });

  it('are the host’s own if there is one host', () => {
    for (const assignment of ['single', 'roundRobin', 'collective'] as const) {
      expect(times([early], assignment)).toEqual(['09:00', '11:00']);
    }
  });

  it('are empty without hosts', () => {
    for (const assignment of ['single', 'roundRobin', 'collective'] as const) expect(times([], assignment)).toEqual([]);
  });

  it('are found in parts that stay small, however many hosts there are', () => {
    const many = Array.from({ length: 50 }, () => host('00:00-24:00'));
    for (const assignment of ['roundRobin', 'collective'] as const) {
      const together = { assignment, intervalMs: 60_000 };
      const parts = [...teamSlots(many, together, epochMsOf(from), epochMsOf(from) + 62 * 86_400_000)];
      expect(Math.max(...parts.map(({ examined }) => examined))).toBeLessThanOrEqual(2_000);
      expect(parts.at(-1)?.until).toBe(epochMsOf(from) + 62 * 86_400_000);
    }
  });

  it('are judged collectively by the least available host', () => {
    const seenAt = (time: string) => classifyTogether([early, late], epochMsOf(`2026-06-01T${time}:00Z`));
    expect(seenAt('11:00')).toBe('offered');
    expect(seenAt('10:30')).toBe('taken');
    // Taken for one host, but never offered by the other.
    expect(seenAt('10:00')).toBe('notOffered');
    // Both hosts could take it, but it is on neither grid.
    expect(seenAt('11:15')).toBe('notOffered');
    expect(classifyTogether([], epochMsOf('2026-06-01T11:00:00Z'))).toBe('notOffered');
  });
});
