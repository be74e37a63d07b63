import { describe, expect, it } from '@jest/globals';
import { lastSession, lastSessionIn, whySignedOut } from './last-session.js';

const NOW = Date.parse('2026-03-02T09:00:00.000Z');
const SESSION = { expiresAt: '2026-03-02T09:00:00.000Z' };

describe('the reason for signing in again', () => {
  it('is that the person was signed out, while the session would still last', () => {
    expect(whySignedOut({ expiresAt: '2026-03-02T09:00:00.001Z' }, NOW)).toBe('signedOut');
  });

  it('is the end of the session after that', () => {
    expect(whySignedOut(SESSION, NOW)).toBe('expired');
  });

  it('is none for a browser that was not signed in, or that keeps nothing', () => {
    expect(whySignedOut(null, NOW)).toBeNull();
    // There is no storage here.
    lastSession.begin(SESSION);
    expect(lastSession.read()).toBeNull();
    lastSession.forget();
  });
});

describe('the last session of a browser', () => {
  const browser = () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
    };
    return lastSessionIn(() => storage);
  };

  it('is known from signing in, or from finding a session open', () => {
    for (const way of ['begin', 'update'] as const) {
      const last = browser();
      last[way](SESSION);
      expect([way, last.read()]).toEqual([way, SESSION]);
    }
  });

  it('stays forgotten after signing out, although another tab learns late that it was open', () => {
    const last = browser();
    last.begin(SESSION);
    last.forget();
    last.update(SESSION);
    expect(last.read()).toBeNull();
  });

  it('is known again after signing in again', () => {
    const last = browser();
    last.forget();
    last.begin(SESSION);
    last.update({ expiresAt: '2026-03-03T09:00:00.000Z' });
    expect(last.read()).toEqual({ expiresAt: '2026-03-03T09:00:00.000Z' });
  });
});
