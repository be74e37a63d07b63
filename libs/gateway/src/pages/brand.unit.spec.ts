import { GROUNDS, INKS, PRODUCT_COLORS } from '@bookonce/kernel/readable-color';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tokens = readFileSync(join(import.meta.dirname, '../../../../apps/web/src/style/tokens.css'), 'utf8');

describe("the product's own colours", () => {
  it('are the same in the style sheet as in the code', () => {
    const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)');
    const colorsIn = (css: string) => ({
      paper: valueOf(css, 'paper'),
      ground: valueOf(css, 'ground'),
      accent: valueOf(css, 'accent'),
      accentSoft: valueOf(css, 'accent-soft'),
      onAccent: valueOf(css, 'on-accent'),
      ink: valueOf(css, 'ink'),
      quiet: valueOf(css, 'quiet'),
      hairline: valueOf(css, 'hairline'),
    });
    expect(colorsIn(light)).toEqual({ ...GROUNDS.light, ...INKS.light, ...PRODUCT_COLORS.light });
    expect(colorsIn(dark)).toEqual({ ...GROUNDS.dark, ...INKS.dark, ...PRODUCT_COLORS.dark });
  });

  const valueOf = (css: string, name: string): string | undefined => new RegExp(`--${name}: (#\\w+);`).exec(css)?.[1];
});
