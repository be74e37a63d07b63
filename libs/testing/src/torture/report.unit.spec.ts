import { describe, expect, it } from '@jest/globals';
import { lineOf, summaryOf, type Ran } from './report.js';

const held: Ran = { scenario: 'stampede', seed: 7, seconds: 1.25, counts: { booked: 30, refused: 1_170 }, faults: [] };
const failed: Ran = { ...held, seed: 8, faults: Array.from({ length: 7 }, (_, index) => `fault ${index}`) };

describe('a torture report', () => {
  it('says of each run whether everything held, with the seed that repeats it', () => {
    expect(lineOf(held)).toBe('seed 7  stampede: held (booked: 30, refused: 1,170, 1.3 s)');
    expect(lineOf(failed).split('\n')).toEqual([
      'seed 8  stampede: DID NOT HOLD (booked: 30, refused: 1,170, 1.3 s)',
      ...['  fault 0', '  fault 1', '  fault 2', '  fault 3', '  fault 4'],
      '  and 2 more',
    ]);
  });

  it('adds up the runs of a scenario and counts those that failed', () => {
    const report = { profile: 'embedded', seed: 1, seconds: 90, runs: [held, failed] };
    expect(summaryOf(report)).toBe(
      '1 FAILED  2 x stampede: booked: 60, refused: 2,340\ntorture, embedded, seed 1: 1 held, 1 failed in 1.5 min',
    );
  });
});
