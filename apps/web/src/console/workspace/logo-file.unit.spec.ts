import { LARGEST_LOGO_BYTES, LOGO_PIXELS } from '@bookonce/kernel/logo-limits';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodedToFit, type Size } from './logo-file.js';

describe('drawing a logo smaller', () => {
  const side = fc.integer({ min: 1, max: 20_000 });
  const picture = fc.record({ width: side, height: side });

  it('makes a file that the service takes, also if the browser writes PNG in place of WebP', async () => {
    const asPng = async ({ width, height }: Size) => ({ size: width * height * 4 + 100, width, height });
    await fc.assert(
      fc.asyncProperty(picture, async (original) => {
        const made = await encodedToFit(original, asPng);
        if (made === null) return;
        expect(made.size).toBeLessThanOrEqual(LARGEST_LOGO_BYTES);
        expect(Math.min(made.width, made.height)).toBeGreaterThanOrEqual(LOGO_PIXELS.fewest);
        expect(Math.max(made.width, made.height)).toBeLessThanOrEqual(LOGO_PIXELS.most);
        expect(made.width).toBeLessThanOrEqual(original.width);
      }),
    );
  });

  it('takes WebP before fewer pixels', async () => {
    const size = await encodedToFit({ width: 3_000, height: 1_500 }, async (drawn, type) => ({
      size: type === 'image/png' ? LARGEST_LOGO_BYTES + 1 : 1,
      type,
      ...drawn,
    }));
    expect(size).toEqual({ size: 1, type: 'image/webp', width: 384, height: 192 });
  });

  it('is not possible with too few pixels', async () => {
    const small = async () => ({ size: 1 });
    expect(await encodedToFit({ width: 15, height: 100 }, small)).toBeNull();
    expect(await encodedToFit({ width: 5_000, height: 100 }, small)).toBeNull();
    expect(await encodedToFit({ width: 16, height: 16 }, small)).toEqual({ size: 1 });
  });
});
