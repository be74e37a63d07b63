import { describe, expect, it } from '@jest/globals';
import { looksLikeEmail } from './email-address.js';

describe('an e-mail address', () => {
  it.each(['bea@example.com', ' bea+x@mail.example.co.uk ', 'bea@bücher.example', 'ivan@пример.рф'])(
    'may be %s',
    (text) => {
      expect(looksLikeEmail(text)).toBe(true);
    },
  );

  it.each([
    '',
    'bea',
    'bea@home',
    'bea @example.com',
    '@example.com',
    'bea@.',
    'bea@example..com',
    '"bea"@example.com',
  ])('is not %s', (text) => {
    expect(looksLikeEmail(text)).toBe(false);
  });
});
