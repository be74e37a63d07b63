import { describe, expect, it } from '@jest/globals';
import { windowOf } from './shapes.js';

const NOW = Date.parse('2026-03-02T08:00:00.000Z');
const FROM = '2026-03-10T00:00:00.000Z';

describe('the window of slots', () => {
  it('defaults to the next seven days', () => {
    const value = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-09T08:00:00.000Z' };
    expect(windowOf({}, NOW)).toEqual({ ok: true, value });
    expect(windowOf({ from: FROM }, NOW)).toEqual({ ok: true, value: { from: FROM, to: '2026-03-17T00:00:00.000Z' } });
  });

  it('is at most 62 days long, and not empty', () => {
    expect(windowOf({ from: FROM, to: '2026-05-11T00:00:00.000Z' }, NOW).ok).toBe(true);
    for (const to of ['2026-05-11T00:00:00.001Z', FROM, '2026-03-09T00:00:00.000Z']) {
      expect(windowOf({ from: FROM, to }, NOW)).toMatchObject({ ok: false, error: [{ path: 'to' }] });
    }
  });
});
