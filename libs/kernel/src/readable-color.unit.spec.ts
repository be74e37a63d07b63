import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contrastOf, shownAsChosen, READABLE, readableColors } from './readable-color.js';

const color = fc.nat(0xffffff).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('the shades of a colour', () => {
  it('can be read on every ground, and under the text of buttons, in light and dark', () => {
    fc.assert(
      fc.property(color, (chosen) => {
        const { light, dark } = readableColors(chosen);
        for (const [{ accent, accentSoft, onAccent }, grounds, ink] of [
          [light, ['#ffffff', '#f3f5f9'], '#14213d'],
          [dark, ['#171d2a', '#0e131d'], '#e8edf6'],
        ] as const) {
          for (const ground of [...grounds, accentSoft, onAccent]) {
            expect(contrastOf(accent, ground)).toBeGreaterThanOrEqual(READABLE);
          }
          expect(contrastOf(ink, accentSoft)).toBeGreaterThanOrEqual(READABLE);
        }
      }),
    );
  });

  it('are the colour itself if that can be read', () => {
    expect(readableColors('#1d4ed8').light.accent).toBe('#1d4ed8');
    expect(readableColors('#8fb2ff').dark.accent).toBe('#8fb2ff');
    expect(shownAsChosen('#ffff00')).toEqual({ light: false, dark: true });
  });

  it('keep a shade that was made readable', () => {
    fc.assert(
      fc.property(color, (chosen) => {
        const { light, dark } = readableColors(chosen);
        expect(readableColors(light.accent).light).toEqual(light);
        expect(readableColors(dark.accent).dark).toEqual(dark);
      }),
    );
  });
});

it('knows the contrast of black on white', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrastOf('#777777', '#777777')).toBe(1);
});
