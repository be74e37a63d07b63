import { describe, expect, it } from '@jest/globals';
import { forgivenAddress } from './forgiven-address.js';

describe('the address of a page', () => {
  it.each([
    '/',
    '.',
    ')',
    ').',
    '%29',
    '>',
    '%3E',
    ',',
    '...',
    '”',
    '%E2%80%9D',
    '"',
    '/.',
    '%20',
    '%E2%80%8B',
    '_',
    '//',
  ])('is forgiven %j at its end', (end) => {
    expect(forgivenAddress(`/1t/abcXYZ019${end}`)).toBe('/1t/abcXYZ019');
    expect(forgivenAddress(`/m/abcXYZ019${end}?ref=mail`)).toBe('/m/abcXYZ019?ref=mail');
  });

  it.each(['/1t/abc', '/1t/abc?x=1.', '/1t/abc/calendar', '/1t/abc\u00e9', '/1t/', '/v1/public/links/abc.', '/x/abc.'])(
    'stays: %s',
    (url) => {
      expect(forgivenAddress(url)).toBeNull();
    },
  );
});
