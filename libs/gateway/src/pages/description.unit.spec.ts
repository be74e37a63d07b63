import { describe, expect, it } from '@jest/globals';
import { descriptionIn } from './description.js';
import { en } from './messages/en.js';

const shown = (text: string): string => descriptionIn(text, en).source;

describe('the description of a meeting', () => {
  it('links addresses, safely', () => {
    expect(shown('See https://example.com/a?b=1&c=2.')).toBe(
      '<p class="description">See <a href="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">https://example.com/a?b=1&amp;c=2</a>.</p>',
    );
  });

  it.each([
    '<script>alert(1)</script>',
    'https://example.com/"onmouseover="alert(1)',
    "https://example.com/'><img src=x onerror=alert(1)>",
    'javascript:alert(1)',
  ])('adds no markup from %j', (text) => {
    const tags = shown(text).match(/<[^>]*>/g) ?? [];
    for (const tag of tags)
      expect(tag).toMatch(/^<(?:p class="description"|\/p|\/a|a href="https:[^"<>]*" target="_blank" rel="[a-z ]+")>$/);
  });

  it.each([
    ['five\nlines\nare\nshown\nwhole', false],
    ['six\nlines\nare\nshown\nin\npart', true],
    ['word '.repeat(27), false],
    ['word '.repeat(40), true],
  ])('is collapsed if it is longer than five lines: %j', (text, isCollapsed) => {
    expect(shown(text).includes('whole-description')).toBe(isCollapsed);
  });
});
