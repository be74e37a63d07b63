import { describe, expect, it } from '@jest/globals';
import { expiryOf, renewedExpiry } from './link-expiry.js';

const NOW = Date.parse('2026-03-02T08:00:00.000Z');

describe('the expiry of a new link', () => {
  it('is what the caller says, else what the meeting type says', () => {
    expect(expiryOf({}, 30, NOW)).toEqual({ ok: true, value: '2026-04-01T08:00:00.000Z' });
    expect(expiryOf({ expiresInDays: 1 }, 30, NOW)).toEqual({ ok: true, value: '2026-03-03T08:00:00.000Z' });
    const expiresAt = '2026-03-02T08:00:00.001Z';
    expect(expiryOf({ expiresAt }, 30, NOW)).toEqual({ ok: true, value: expiresAt });
  });

  it.each(['2026-03-02T08:00:00.000Z', '2020-01-01T00:00:00.000Z', '9999-01-01T00:00:00.000Z'])(
    'is not %s',
    (expiresAt) => {
      expect(expiryOf({ expiresAt }, 30, NOW)).toMatchObject({ ok: false, error: [{ path: 'expiresAt' }] });
    },
  );

  it('of a regenerated link is as far off as that of the one before was', () => {
    const before = { createdAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-01-03T00:00:00.000Z' };
    expect(renewedExpiry(before, NOW)).toBe('2026-03-04T08:00:00.000Z');
  });
});
