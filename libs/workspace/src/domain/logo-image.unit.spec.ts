import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LARGEST_LOGO_BYTES } from '@bookonce/kernel/logo-limits';
import { type LogoImage, readLogo } from './logo-image.js';

const WRONG_SIZE = 'must be 16 to 2048 pixels wide and high, one side at most 16 times the other';

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
const frameOf = (width: number, height: number) =>
  segment(0xc2, [8, ...uint16(height), ...uint16(width), 1, ...[1, 0x11, 0]]);
const frame = frameOf(64, 32);
const jfif = segment(0xe0, [...bytesOf('JFIF\0'), 1, 2, 0, 0, 1, 0, 1, 0, 0]);
const adobe = segment(0xee, [...bytesOf('Adobe'), 0, 100, 0, 0, 0, 0, 1]);
/** A scan with a stuffed byte and a restart in it. */
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 0xff, 0, 2, 0xff, 0xd3, 3];
const end = [0xff, 0xd9];
const jpegOf = (...parts: readonly (readonly number[])[]): Uint8Array => of([0xff, 0xd8], ...parts);
const jpeg = (...more: readonly (readonly number[])[]): Uint8Array => jpegOf(jfif, ...more, frame, scan, scan, end);

const riffChunk = (type: string, data: readonly number[]) => [
  ...bytesOf(type),
  ...little(data.length),
  ...data,
  ...(data.length % 2 === 0 ? [] : [0]),
];
const webp = (...chunks: readonly (readonly number[])[]): Uint8Array => {
  const all = chunks.flat();
  return of(bytesOf('RIFF'), little(all.length + 4), bytesOf('WEBP'), all);
};
const extended = (flags: number) => riffChunk('VP8X', [flags, 0, 0, 0, 63, 0, 0, 31, 0, 0]);
const losslessOf = (width: number, height: number) =>
  riffChunk('VP8L', [0x2f, ...little((width - 1) | ((height - 1) << 14)), 7]);
const lossless = losslessOf(64, 32);
const lossy = riffChunk('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 64, 0, 32, 0]);

const DAMAGED = 'is damaged, or goes on after its end';
const SIZE = { width: 64, height: 32 };

describe('a logo', () => {
  it.each([
    ['image/png', png()],
    ['image/jpeg', jpeg()],
    ['image/webp', webp(lossless)],
    ['image/webp', webp(extended(0), lossless)],
    ['image/webp', webp(lossy)],
    ['image/webp', webp(extended(0x10), riffChunk('ALPH', [0, 9]), lossy)],
    ['image/jpeg', jpeg(adobe, segment(0xdb, [1]), segment(0xc4, [2]), segment(0xdd, [0, 1]))],
  ])('is known as %s by its own bytes, with its size', (mediaType, bytes) => {
    expect(readLogo(bytes)).toEqual({ ok: true, value: { mediaType, ...SIZE, bytes } });
  });

  const keptOf = (bytes: Uint8Array): Uint8Array | null => {
    const read = readLogo(bytes);
    return read.ok ? read.value.bytes : null;
  };

  it('keeps nothing of where and with what it was made', () => {
    const secret = bytesOf('GPS 52.5 N');
    expect(keptOf(png(64, 32, chunk('tEXt', secret), chunk('eXIf', secret)))).toEqual(png());
    expect(keptOf(jpeg(segment(0xe1, secret), segment(0xfe, secret)))).toEqual(jpeg());
    expect(keptOf(webp(extended(0x2c), lossless, riffChunk('EXIF', secret), riffChunk('XMP ', secret)))).toEqual(
      webp(extended(0), lossless),
    );
  });

  it('keeps nothing behind the end of a JPEG, such as the second picture of a photograph', () => {
    expect(keptOf(of([...jpeg()], bytesOf('<script>'), [...jpeg(segment(0xe1, bytesOf('GPS')))]))).toEqual(jpeg());
  });

  it('keeps no thumbnail of a JPEG', () => {
    const start = [...bytesOf('JFIF\0'), 1, 2, 0, 0, 1, 0, 1];
    expect(keptOf(jpegOf(segment(0xe0, [...start, 1, 1, 9, 9, 9]), frame, scan, scan, end))).toEqual(jpeg());
  });

  it('keeps nothing that was put between its parts', () => {
    const junk = fc.uint8Array({ minLength: 24, maxLength: 60 });
    const name = fc.constantFrom('JUNK', 'EXIF', 'iCCP', 'ICCP', 'tEXt', 'ANMF', 'VP9 ', 'idat');
    const marker = fc.constantFrom(...Array.from({ length: 16 }, (_, app) => 0xe0 + app), 0xfe, 0xdc, 0xf0);
    const built = (kind: LogoImage['mediaType'], type: string, mark: number, data: number[], place: number) => {
      const put = (parts: readonly (readonly number[])[], extra: readonly number[]) =>
        parts.toSpliced(1 + (place % (parts.length - 1)), 0, extra);
      switch (kind) {
        case 'image/png':
          return of(pngStart, ...put([header(64, 32), chunk('IDAT', [1, 2, 3]), chunk('IEND', [])], chunk(type, data)));
        case 'image/jpeg':
          return jpegOf(...put([jfif, adobe, frame, scan, scan, end], segment(mark, data)));
        case 'image/webp':
          return webp(...put([extended(0), lossless, riffChunk('XMP ', [1])], riffChunk(type, data)));
      }
    };
    const kind = fc.constantFrom<LogoImage['mediaType']>('image/png', 'image/jpeg', 'image/webp');
    fc.assert(
      fc.property(kind, name, marker, junk, fc.nat(), (mediaType, type, mark, data, place) => {
        const kept = keptOf(built(mediaType, type, mark, [...data], place));
        expect(kept).not.toBeNull();
        expect(Buffer.from(kept ?? []).includes(Buffer.from(data))).toBe(false);
      }),
    );
  });

  it.each([
    ['text', of(bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'must be a PNG, JPEG or WebP picture'],
    ['nothing', of(), 'must be a PNG, JPEG or WebP picture'],
    ['a picture that is cut short', png().subarray(0, 50), DAMAGED],
    ['a picture with something behind it', of([...png()], bytesOf('<script>')), DAMAGED],
    ['a PNG that draws nothing', of(pngStart, header(64, 32), chunk('IEND', [])), DAMAGED],
    ['a PNG of two sizes', png(64, 32, header(9_000, 9_000)), DAMAGED],
    ['a JPEG without an end', jpegOf(jfif, frame, scan), DAMAGED],
    ['a JPEG that draws nothing', jpegOf(jfif, frame, end), DAMAGED],
    ['a JPEG of two sizes', jpeg(frameOf(60_000, 60_000)), DAMAGED],
    ['a JPEG with another picture between its scans', jpegOf(frame, scan, frame, scan, end), DAMAGED],
    ['a WebP that draws nothing', webp(extended(0)), DAMAGED],
    ['a WebP of two sizes', webp(extended(0), losslessOf(9_000, 9_000)), DAMAGED],
    ['a WebP of two pictures', webp(lossless, lossless), DAMAGED],
    ['an animated PNG', png(64, 32, chunk('acTL', [0])), 'must not be animated'],
    ['an animated WebP', webp(extended(2), lossless), 'must not be animated'],
    ['one that is too small', png(15, 32), WRONG_SIZE],
    ['one that is too large', png(64, 2_049), WRONG_SIZE],
    ['one that is too thin', png(2_000, 124), WRONG_SIZE],
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
