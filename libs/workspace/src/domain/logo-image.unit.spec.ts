import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LARGEST_LOGO_BYTES, readLogo } from './logo-image.js';

const bytesOf = (text: string): readonly number[] => [...text].map((character) => character.charCodeAt(0));
const uint32 = (value: number): readonly number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];
const uint16 = (value: number): readonly number[] => [value >>> 8, value & 255];
const little = (value: number): readonly number[] => [...uint32(value)].reverse();
const of = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());

const chunk = (type: string, data: readonly number[]): readonly number[] => [
  ...uint32(data.length),
  ...bytesOf(type),
  ...data,
  ...[0, 0, 0, 0],
];
const pngStart = [0x89, ...bytesOf('PNG\r\n'), 0x1a, 0x0a];
const header = (width: number, height: number) => chunk('IHDR', [...uint32(width), ...uint32(height), 8, 6, 0, 0, 0]);
const png = (width = 64, height = 32, ...more: readonly (readonly number[])[]): Uint8Array =>
  of(pngStart, header(width, height), ...more, chunk('IDAT', [1, 2, 3]), chunk('IEND', []));

const segment = (marker: number, data: readonly number[]) => [0xff, marker, ...uint16(data.length + 2), ...data];
const frame = segment(0xc0, [8, ...uint16(32), ...uint16(64), 3]);
const jpeg = (...more: readonly (readonly number[])[]): Uint8Array =>
  of([0xff, 0xd8], segment(0xe0, bytesOf('JFIF\0')), ...more, frame, segment(0xda, [0]), [1, 2, 0xff, 0xd9]);

const riffChunk = (type: string, data: readonly number[]) => [...bytesOf(type), ...little(data.length), ...data];
const webp = (...chunks: readonly (readonly number[])[]): Uint8Array => {
  const all = chunks.flat();
  return of(bytesOf('RIFF'), little(all.length + 4), bytesOf('WEBP'), all);
};
const extended = (flags: number) => riffChunk('VP8X', [flags, 0, 0, 0, 63, 0, 0, 31, 0, 0]);
const lossless = riffChunk('VP8L', [0x2f, ...little(63 | (31 << 14)), 7]);

const SIZE = { width: 64, height: 32 };

describe('a logo', () => {
  it.each([
    ['image/png', png()],
    ['image/jpeg', jpeg()],
    ['image/webp', webp(lossless)],
    ['image/webp', webp(extended(0), lossless)],
    ['image/webp', webp(riffChunk('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 64, 0, 32, 0]))],
  ])('is known as %s by its own bytes, with its size', (mediaType, bytes) => {
    expect(readLogo(bytes)).toEqual({ ok: true, value: { mediaType, ...SIZE, bytes } });
  });

  it('keeps nothing of where and with what it was made', () => {
    const secret = bytesOf('GPS 52.5 N');
    const kept = (bytes: Uint8Array) => {
      const read = readLogo(bytes);
      return read.ok && read.value.bytes;
    };
    expect(kept(png(64, 32, chunk('tEXt', secret), chunk('eXIf', secret)))).toEqual(png());
    expect(kept(jpeg(segment(0xe1, secret), segment(0xfe, secret)))).toEqual(jpeg());
    expect(kept(webp(extended(0x0c), lossless, riffChunk('EXIF', secret), riffChunk('XMP ', secret)))).toEqual(
      webp(extended(0), lossless),
    );
  });

  it.each([
    ['text', of(bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'must be a PNG, JPEG or WebP picture'],
    ['nothing', of(), 'must be a PNG, JPEG or WebP picture'],
    ['a picture that is cut short', png().subarray(0, 50), 'is damaged, or goes on after its end'],
    ['a picture with something behind it', of([...png()], bytesOf('<script>')), 'is damaged, or goes on after its end'],
    ['an animated PNG', png(64, 32, chunk('acTL', [0])), 'must not be animated'],
    ['an animated WebP', webp(extended(2), lossless), 'must not be animated'],
    ['one that is too small', png(15, 32), 'must be 16 to 2048 pixels wide and high'],
    ['one that is too large', png(64, 2_049), 'must be 16 to 2048 pixels wide and high'],
    ['one of too many bytes', new Uint8Array(LARGEST_LOGO_BYTES + 1), 'must have at most 48 KB'],
  ])('is not %s', (_what, bytes, error) => {
    expect(readLogo(bytes)).toEqual({ ok: false, error });
  });

  it('is read or refused, whatever the bytes', () => {
    const starts = [pngStart, [0xff, 0xd8, 0xff], [...bytesOf('RIFF'), 0, 0, 0, 0, ...bytesOf('WEBP')]];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        expect(typeof readLogo(of(start, [...rest])).ok).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(png(), jpeg(), webp(lossless)), fc.nat(), fc.nat(255), (image, at, byte) => {
        const changed = image.slice();
        changed[at % image.length] = byte;
        expect(typeof readLogo(changed).ok).toBe('boolean');
      }),
    );
  });
});
