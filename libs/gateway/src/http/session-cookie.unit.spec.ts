import { describe, expect, it } from '@jest/globals';
import { mayChange, noSessionCookie, sessionCookie, sessionTokenIn } from './session-cookie.js';

const TOKEN = 'a'.repeat(43);
const HTTP = 'http://localhost:3000';
const HTTPS = 'https://book.example';

describe('the session cookie', () => {
  it.each([
    [{ bookonce_session: TOKEN }, TOKEN],
    [{ theme: 'dark', bookonce_session: TOKEN, other: '1' }, TOKEN],
    [{ not_bookonce_session: TOKEN }, null],
    [{ bookonce_session: '' }, null],
    [{ bookonce_session: `${TOKEN}\0` }, null],
    [{}, null],
  ])('is read from %j', (cookies, token) => {
    expect(sessionTokenIn(cookies, HTTP)).toBe(token);
  });

  it('has a name that only this host can set if there is TLS, and no other name counts', () => {
    const { name, options } = sessionCookie(TOKEN, 60, HTTPS);
    expect([name, options.secure, options.path, options.domain]).toEqual([
      '__Host-bookonce_session',
      true,
      '/',
      undefined,
    ]);
    expect(sessionTokenIn({ [name]: TOKEN }, HTTPS)).toBe(TOKEN);
    expect(sessionTokenIn({ bookonce_session: TOKEN }, HTTPS)).toBeNull();
  });

  it('is out of reach for scripts and other sites, and is forgotten at a sign-out', () => {
    expect(sessionCookie(TOKEN, 60, HTTP)).toEqual({
      name: 'bookonce_session',
      value: TOKEN,
      options: { path: '/', maxAge: 60, httpOnly: true, sameSite: 'lax', secure: false },
    });
    expect(noSessionCookie(HTTPS)).toMatchObject({ value: '', options: { maxAge: 0 } });
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
