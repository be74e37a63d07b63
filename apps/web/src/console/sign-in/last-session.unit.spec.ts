import { describe, expect, it } from '@jest/globals';
import { lastSession, whySignedOut } from './last-session.js';

const NOW = Date.parse('2026-03-02T09:00:00.000Z');

describe('the reason for signing in again', () => {
  it('is a change of access while the session would still last', () => {
    expect(whySignedOut({ expiresAt: '2026-03-02T09:00:00.001Z' }, NOW)).toBe('accessChanged');
  });

  it('is the end of the session after that', () => {
    expect(whySignedOut({ expiresAt: '2026-03-02T09:00:00.000Z' }, NOW)).toBe('expired');
  });

  it('is none for a browser that was not signed in, or that keeps nothing', () => {
    expect(whySignedOut(null, NOW)).toBeNull();
    // There is no storage here.
    lastSession.write({ expiresAt: '2026-03-02T09:00:00.000Z' });
    expect(lastSession.read()).toBeNull();
    lastSession.forget();
  });
});
