import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasAddress, linkedText } from './linked-text.js';

const hrefs = (text: string) => linkedText(text).flatMap(({ href }) => href ?? []);

describe('text with addresses', () => {
  it('is split into words and links', () => {
    expect(linkedText('See https://example.com/a?b=1#c, please.')).toEqual([
      { text: 'See ', href: null },
      { text: 'https://example.com/a?b=1#c', href: 'https://example.com/a?b=1#c' },
      { text: ', please.', href: null },
    ]);
  });

  it.each([
    ['http://example.com', ['http://example.com/']],
    ['(https://example.com)', ['https://example.com/']],
    ['https://en.wikipedia.org/wiki/Slot_(time)', ['https://en.wikipedia.org/wiki/Slot_(time)']],
    ['„https://example.com/ü“', ['https://example.com/%C3%BC']],
    ['www.example.com and HTTPS://EXAMPLE.COM!', ['https://www.example.com/', 'https://example.com/']],
    ['https://a.example\nhttps://b.example', ['https://a.example/', 'https://b.example/']],
    ['https://example.com\u202Egpj.exe', ['https://example.com/']],
  ])('links in %j to %j', (text, expected) => expect(hrefs(text)).toEqual(expected));

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com',
    'xhttps://example.com',
    'https://',
    'https://[x',
    'www.',
    'file:///etc/passwd',
    'ann@www.example.com',
  ])('does not link %j', (text) => expect(hasAddress(text)).toBe(false));

  it('loses nothing, and links to the web only', () => {
    const pieces = fc.constantFrom(
      'https://',
      'http://',
      'www.',
      'javascript:',
      'a.example',
      ' ',
      '<b>',
      '"',
      ')',
      '(',
      '@',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (words) => {
        const text = words.join('');
        const parts = linkedText(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const { href } of parts) expect(href ?? 'https://x').toMatch(/^https?:\/\/[^\s<>"]+$/);
      }),
    );
  });
});
