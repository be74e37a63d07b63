import { shownAsChosen } from '@bookonce/kernel/readable-color';
import { describe, expect, it } from '@jest/globals';
import { textsIn } from '../texts/texts.js';
import { typedColor } from './typed-color.js';

describe('a colour that is typed', () => {
  it.each([
    ['#3366cc', '#3366cc'],
    ['3366cc', '#3366cc'],
    [' #3366CC ', '#3366cc'],
    ['#36c', '#3366cc'],
    ['36C', '#3366cc'],
  ])('is understood: %s', (typed, color) => expect(typedColor(typed)).toBe(color));

  it.each(['', '#', '3366c', '#3366ccf', '##3366cc', 'blue', '#33 66cc', '3366cg'])('is refused: %s', (typed) =>
    expect(typedColor(typed)).toBeNull(),
  );
});

describe('the example of the form', () => {
  it.each(['en', 'de'])('is a colour that is shown as it was chosen: %s', (language) => {
    const { colorHint, wrongColor } = textsIn(language).workspace;
    for (const text of [colorHint, wrongColor]) {
      const [example = ''] = /#[0-9a-f]{6}/.exec(text) ?? [];
      expect([example, shownAsChosen(example).light]).toEqual([example, true]);
    }
  });
});
