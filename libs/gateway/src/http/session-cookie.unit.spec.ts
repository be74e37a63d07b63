import { describe, expect, it } from '@jest/globals';
import { noSessionCookie, sessionCookie, sessionTokenIn } from './session-cookie.js';

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
