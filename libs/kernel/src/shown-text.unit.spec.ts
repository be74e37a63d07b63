import { describe, expect, it } from '@jest/globals';
import { hasVisibleCharacter, withoutDirectionControls } from './shown-text.js';

describe('shown text', () => {
  it.each([
    ['', false],
    [' ', false],
    ['\u200b', false],
    ['\u200b\u2060\ufeff', false],
    ['\u3164', false],
    ['\u115f\u1160', false],
    ['\u2800', false],
    ['\u00ad', false],
    ['\u200e\u200f', false],
    ['\ufe0f', false],
    ['\u00a0\u3000', false],
    ['\u{e0041}', false],
    ['👩‍👩‍👧', true],
    ['é', true],
    ['e\u0301', true],
    ['עברית', true],
    ['李', true],
    ['.', true],
  ])('%j is seen: %s', (text, isSeen) => {
    expect(hasVisibleCharacter(text)).toBe(isSeen);
  });

  it('has no controls that turn its direction', () => {
    expect(withoutDirectionControls('\u202eAda\u202c \u2066L\u2069\u202a\u202b\u202d\u2067\u2068')).toBe('Ada L');
    expect(withoutDirectionControls('\u200fעברית\u200e 👩‍👧 e\u0301')).toBe('\u200fעברית\u200e 👩‍👧 e\u0301');
  });
});
