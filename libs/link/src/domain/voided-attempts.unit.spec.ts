import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noVoidedAttempts, voidReasonOf, withVoided } from './voided-attempts.js';

const reason = fc.constantFrom<VoidReason>('slotTaken', 'cancelled', 'overdue');

describe('the voided attempts of a link', () => {
  it('are all found, however many they are', () => {
    fc.assert(
      fc.property(fc.array(reason, { maxLength: 10_000, size: 'max' }), (reasons) => {
        const attempts = reasons.reduce((some, one, index) => withVoided(some, `bkg_${index}`, one), noVoidedAttempts);
        expect(reasons.map((_one, index) => voidReasonOf(attempts, `bkg_${index}`))).toEqual(reasons);
        expect(voidReasonOf(attempts, `bkg_${reasons.length}`)).toBeNull();
        expect(voidReasonOf(attempts, 'toString')).toBeNull();
      }),
      { numRuns: 10 },
    );
  });

  it('leave earlier states as they were', () => {
    const one = withVoided(noVoidedAttempts, 'bkg_1', 'slotTaken');
    const [left, right] = [withVoided(one, 'bkg_2', 'overdue'), withVoided(one, 'bkg_3', 'cancelled')];
    expect(voidReasonOf(one, 'bkg_2')).toBeNull();
    expect([voidReasonOf(left, 'bkg_2'), voidReasonOf(left, 'bkg_3')]).toEqual(['overdue', null]);
    expect([voidReasonOf(right, 'bkg_2'), voidReasonOf(right, 'bkg_3')]).toEqual([null, 'cancelled']);
  });

  it('are folded in linear time: 100,000 cost at most 15 times what 10,000 cost', () => {
    /** Counts what each step copies: the list of chunks, and the attempts in new chunks. Unlike time, it is exact. */
    const copiesFor = (count: number): number => {
      let [copies, attempts] = [0, noVoidedAttempts];
      for (let index = 0; index < count; index += 1) {
        const before = new Set(attempts);
        attempts = withVoided(attempts, `bkg_${index}`, 'slotTaken');
        const fresh = attempts.filter((chunk) => !before.has(chunk));
        copies += attempts.length + fresh.reduce((sum, { reasons }) => sum + Object.keys(reasons).length, 0);
      }
      return copies;
    };
    expect(copiesFor(100_000)).toBeLessThanOrEqual(15 * copiesFor(10_000));
  });
});
