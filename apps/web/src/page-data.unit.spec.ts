import { describe, expect, it } from '@jest/globals';
import { isElsewhere, type PageData } from './page-data.js';

describe('a page whose script loads late', () => {
  const used: PageData = { kind: 'used', token: 'abc', now: '2026-03-02T08:00:00.000Z' };

  it('detects that the address has changed', () => {
    expect(isElsewhere(used, '/1t/abc')).toBe(false);
    expect(isElsewhere(used, '/meet/1t/abc')).toBe(false);
    expect(isElsewhere(used, '/m/def')).toBe(true);
    expect(isElsewhere(used, '/1t/abcd')).toBe(true);
  });
});
