import { describe, expect, it } from '@jest/globals';
import { hasHeld, type LeftOut, type RaceReport, tableOf } from './race-report.js';

const held: RaceReport = {
  race: 'one link',
  links: 10,
  requests: 200,
  answers: { '410 link-consumed': 190, '201': 10 },
  faults: [],
};
const leftOut: LeftOut = { race: 'confirmed by mail', leftOut: 'no mails are kept' };
const broken: RaceReport = { ...held, faults: Array.from({ length: 12 }, (_, index) => `fault ${index + 1}`) };

describe('tableOf', () => {
  it('prints one line for each race, with its answers', () => {
    expect(tableOf([held, leftOut]).split('\n')).toEqual([
      'race               links  requests  held  answers',
      'one link              10       200  yes   10 x 201, 190 x 410 link-consumed',
      'confirmed by mail      -         -  -     left out: no mails are kept',
      '',
    ]);
  });

  it('says below it what did not hold', () => {
    const lines = tableOf([broken]).split('\n');
    expect(lines[1]).toContain('  NO  ');
    expect(lines.slice(3, 5)).toEqual(['one link did not hold:', '  fault 1']);
    expect(lines.at(-2)).toBe('  and 2 more');
  });
});

describe('hasHeld', () => {
  it('is true unless a race found a fault', () => {
    expect(hasHeld([held, leftOut])).toBe(true);
    expect(hasHeld([held, broken])).toBe(false);
  });
});
