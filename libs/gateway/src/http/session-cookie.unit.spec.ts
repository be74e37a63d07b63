import { describe, expect, it } from '@jest/globals';
import { mayChange, noSessionCookie, sessionCookie, sessionTokenIn } from './session-cookie.js';

const TOKEN = 'a'.repeat(43);

describe('the session cookie', () => {
  it.each([
    [{ bookonce_session: TOKEN }, TOKEN],
    [{ theme: 'dark', bookonce_session: TOKEN, other: '1' }, TOKEN],
    [{ not_bookonce_session: TOKEN }, null],
    [{ bookonce_session: '' }, null],
    [{ bookonce_session: `${TOKEN}\0` }, null],
    [{}, null],
  ])('is read from %j', (cookies, token) => {
    expect(sessionTokenIn(cookies)).toBe(token);
  });

  it('is out of reach for scripts and other sites, and is sent by TLS only if the product has it', () => {
    expect(sessionCookie(TOKEN, 60, 'http://localhost:3000')).toEqual({
      name: 'bookonce_session',
      value: TOKEN,
      options: { path: '/', maxAge: 60, httpOnly: true, sameSite: 'lax', secure: false },
    });
    expect(sessionCookie(TOKEN, 60, 'https://book.example').options.secure).toBe(true);
    expect(noSessionCookie('https://book.example')).toMatchObject({ value: '', options: { maxAge: 0 } });
  });
});

const BASE = 'https://book.example/sub';

describe('a request with a cookie', () => {
  it.each([
    ['same-origin', undefined, true],
    ['same-origin', 'https://evil.example', true],
    ['same-site', 'https://book.example', false],
    ['cross-site', 'https://book.example', false],
    ['none', undefined, false],
    [undefined, 'https://book.example', true],
    [undefined, 'https://evil.example', false],
    [undefined, 'http://book.example', false],
    [undefined, 'null', false],
    [undefined, undefined, false],
  ])('from %s, origin %s, may change something: %s', (secFetchSite, origin, expected) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      expect(mayChange(method, { secFetchSite, origin }, BASE)).toBe(expected);
    }
  });

  it('may look wherever it comes from', () => {
    expect(mayChange('GET', { secFetchSite: 'cross-site', origin: undefined }, BASE)).toBe(true);
  });
});
