import { describe, expect, it } from '@jest/globals';
import { timeFormatIn } from '../../shared/time-format.js';
import type { LinkStatus } from '../api/shapes.js';
import { expiringSoon } from './expiring.js';

// In Berlin, this is 23:30 on the 28th, a day before the clocks change.
const NOW = Date.parse('2026-03-28T22:30:00.000Z');
const { dateKey } = timeFormatIn('Europe/Berlin', 'en');
const soon = (expiresAt: string, status: LinkStatus = 'active') => expiringSoon({ status, expiresAt }, NOW, dateKey);

describe('an unused link', () => {
  it.each([
    ['2026-03-28T22:59:00.000Z', 'today'],
    ['2026-03-28T23:00:00.000Z', 'tomorrow'],
    ['2026-03-29T21:59:00.000Z', 'tomorrow'],
    ['2026-03-29T22:00:00.000Z', null],
  ] as const)('that ends at %s expires %s', (expiresAt, expected) => {
    expect(soon(expiresAt)).toBe(expected);
  });

  it('stands out only while it is unused', () => {
    expect(soon('2026-03-29T09:00:00.000Z', 'consumed')).toBeNull();
  });
});
