import { PRODUCT_COLORS } from '@bookonce/kernel/readable-color';
import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { ICON_PNG } from './icons.js';

const SIDE = 64;
const BYTES_PER_PIXEL = 4;
/** Before the first chunk. */
const SIGNATURE_BYTES = 8;

/** The data of the chunks of one kind. */
const chunksOf = (png: Buffer, kind: string): Buffer => {
  const found: Buffer[] = [];
  for (let at = SIGNATURE_BYTES; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === kind)
      found.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return Buffer.concat(found);
};

const nearestOf = (left: number, above: number, corner: number): number => {
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(left + above - corner - one));
  if (Number(toLeft) <= Number(toAbove) && Number(toLeft) <= Number(toCorner)) return left;
  return Number(toAbove) <= Number(toCorner) ? above : corner;
};

/** The pixels of a PNG with 8 bits of red, green, blue and alpha. */
const pixelsOf = (png: Buffer): Uint8Array => {
  const raw = inflateSync(chunksOf(png, 'IDAT'));
  const row = SIDE * BYTES_PER_PIXEL;
  const pixels = new Uint8Array(row * SIDE);
  const at = (y: number, x: number): number => (y < 0 || x < 0 ? 0 : (pixels[y * row + x] ?? 0));
  for (let y = 0; y < SIDE; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const [left, above, corner] = [at(y, x - BYTES_PER_PIXEL), at(y - 1, x), at(y - 1, x - BYTES_PER_PIXEL)];
      const guesses = [0, left, above, (left + above) >> 1, nearestOf(left, above, corner)];
      pixels[y * row + x] = (raw[y * (row + 1) + 1 + x] ?? 0) + (guesses[filter ?? 0] ?? 0);
    }
  }
  return pixels;
};

describe('the icon', () => {
  it('has the colours of the product as a picture, too', () => {
    const pixels = pixelsOf(Buffer.from(ICON_PNG, 'base64'));
    const colorAt = (x: number, y: number): string => {
      const from = (y * SIDE + x) * BYTES_PER_PIXEL;
      return `#${Buffer.from(pixels.subarray(from, from + 3)).toString('hex')}`;
    };
    const { accent, onAccent } = PRODUCT_COLORS.light;
    // Beside the digit, and on it.
    expect([colorAt(10, 32), colorAt(36, 32)]).toEqual([accent, onAccent]);
  });
});
