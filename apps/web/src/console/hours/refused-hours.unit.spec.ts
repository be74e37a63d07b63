import { describe, expect, it } from '@jest/globals';
import { emptyHost, type HostDraft } from './host-draft.js';
import { partOfPath } from './refused-hours.js';

const draft: HostDraft = {
  ...emptyHost('Europe/Berlin'),
  week: { ...emptyHost('UTC').week, sat: [{ from: '10:00', to: '12:00' }] },
  overrides: [
    { key: 'later', date: '2026-04-02', ranges: [{ from: '10:00', to: '11:00' }] },
    { key: 'sooner', date: '2026-04-01', ranges: [] },
  ],
  timeOff: [
    { key: 'summer', from: '2026-07-01', to: '2026-07-14' },
    { key: 'spring', from: '2026-03-01', to: '2026-03-02' },
  ],
};

describe('the part of a form that a refused path belongs to', () => {
  it.each([
    ['name', 'name'],
    ['schedule.timeZone', 'timeZone'],
    ['schedule.weekly', 'weekly'],
    ['schedule.weekly.0', 'weekly.09:00-17:00'],
    ['schedule.weekly.1.from', 'weekly.10:00-12:00'],
    ['schedule.weekly.7.from', 'weekly'],
    ['schedule.overrides', 'overrides'],
    ['timeOff', 'timeOff'],
  ])('is found for %s', (path, part) => {
    expect(partOfPath(draft)(path)).toBe(part);
  });

  it.each([
    ['schedule.overrides.0.date', 'override.sooner'],
    ['schedule.overrides.1.ranges', 'override.later'],
    ['schedule.overrides.1.ranges.0.to', 'override.later.0'],
    ['timeOff.0', 'timeOff.spring.from'],
    ['timeOff.1.to', 'timeOff.summer.to'],
  ])('is found for %s, which counts the items in the order they are sent', (path, part) => {
    expect(partOfPath(draft)(path)).toBe(part);
  });

  it('is nothing for unknown paths', () => {
    for (const path of ['', 'role', 'schedule', 'schedule.elsewhere']) expect(partOfPath(draft)(path)).toBeNull();
  });
});
