import { describe, expect, it } from '@jest/globals';
import { languageOptions } from './language-options.js';

describe('the languages to choose from', () => {
  it('are named in themselves', () => {
    const labels = languageOptions('').map(({ label }) => label);
    expect(labels).toContain('Deutsch (Österreich)');
    expect(labels).toContain('English (United Kingdom)');
  });

  it('include one that the API set', () => {
    expect(languageOptions('en-IN').at(-1)).toEqual({ value: 'en-IN', label: 'English (India)' });
    expect(languageOptions('de-AT')).toHaveLength(languageOptions('').length);
  });
});
