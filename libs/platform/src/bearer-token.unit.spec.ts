import { describe, expect, it } from '@jest/globals';
import { bearsToken } from './bearer-token.js';

describe('a bearer token', () => {
  it.each([
    ['Bearer of-the-scraper', true],
    ['bearer of-the-scraper', true],
    ['Bearer of-the-scrape', false],
    ['Bearer of-the-scraper2', false],
    ['Basic of-the-scraper', false],
    ['of-the-scraper', false],
    ['', false],
    [undefined, false],
  ])('%s', (authorization, expected) => {
    expect(bearsToken(authorization, 'of-the-scraper')).toBe(expected);
  });
});
