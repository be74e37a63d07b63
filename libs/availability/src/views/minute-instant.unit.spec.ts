import { instantOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minuteInstantOf } from './minute-instant.js';

const YEAR_0000_MS = -62_167_219_200_000;
const YEAR_9999_MS = 253_402_300_799_999;

describe('an instant assembled from cached parts', () => {
  it('equals the platform’s text, for whole minutes and others', () => {
    fc.assert(
      fc.property(fc.integer({ min: YEAR_0000_MS, max: YEAR_9999_MS }), (epochMs) => {
        const wholeMinute = Math.floor(epochMs / 60_000) * 60_000;
        expect(minuteInstantOf(wholeMinute)).toBe(instantOf(wholeMinute));
        expect(minuteInstantOf(epochMs)).toBe(instantOf(epochMs));
      }),
    );
  });
});
