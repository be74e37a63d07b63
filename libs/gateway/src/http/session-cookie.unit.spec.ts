import { describe, expect, it } from '@jest/globals';
import { noSessionCookie, sessionCookie, sessionTokenIn } from './session-cookie.js';

const TOKEN = 'a'.repeat(43);

describe('the session cookie', () => {
  it.each([
    [`bookonce_session=${TOKEN}`, TOKEN],
    [`theme=dark; bookonce_session=${TOKEN}; other=1`, TOKEN],
    [`not_bookonce_session=${TOKEN}`, null],
    ['bookonce_session=', null],
    [`bookonce_session=${TOKEN}%00`, null],
    [undefined, null],
  ])('is read from %s', (header, token) => {
    expect(sessionTokenIn(header)).toBe(token);
  });

  it('is for the browser alone, and travels by TLS where the product has it', () => {
    expect(sessionCookie(TOKEN, 60, 'http://localhost:3000')).toBe(
      `bookonce_session=${TOKEN}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`,
    );
    expect(sessionCookie(TOKEN, 60, 'https://book.example')).toMatch(/; Secure$/);
    expect(noSessionCookie('https://book.example')).toContain('Max-Age=0');
  });
});
