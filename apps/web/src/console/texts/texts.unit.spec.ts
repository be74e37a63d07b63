import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../api/client.js';
import { errorText, textsIn } from './texts.js';

const problem = (slug: string, errors: readonly { path: string; message: string }[] = []) =>
  new ApiError({
    type: `https://book.example/problems/${slug}`,
    title: 'Title',
    status: 409,
    detail: 'Words for a program.',
    errors: [...errors],
  });

describe.each(['en', 'de'])('what the console says of a failed call, in %s', (language) => {
  const texts = textsIn(language);

  it.each([...Object.keys(texts.problems), 'calendar-unavailable', 'of-a-later-release'])(
    'is in its own words: %s',
    (slug) => expect(errorText(problem(slug), texts)).not.toMatch(/program|undefined/),
  );

  it('does not repeat the validator', () => {
    const refused = problem('validation-failed', [{ path: 'name', message: 'Too small: expected string' }]);
    expect(errorText(refused, texts)).toBe(texts.common.refusedAll);
  });

  it('names the same problems in each language', () => {
    expect(Object.keys(texts.problems)).toEqual(Object.keys(textsIn('en').problems));
  });
});
