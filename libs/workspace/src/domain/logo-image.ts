import { fail, ok, type Result } from '@bookonce/kernel/result';

export type LogoType = 'image/png' | 'image/jpeg' | 'image/webp';

export interface LogoImage {
  readonly mediaType: LogoType;
  readonly width: number;
  readonly height: number;
  /** Without anything that is not needed to draw it, such as where a photograph was taken. */
  readonly bytes: Uint8Array;
}

/** The picture, or the reason for refusing it, in words for the caller. */
type Read = Result<LogoImage, string>;

export const LARGEST_LOGO_BYTES = 48 * 1024;
const MOST_PIXELS = 2_048;
const FEWEST_PIXELS = 16;

const NO_IMAGE = 'must be a PNG, JPEG or WebP picture';
const CUT_SHORT = 'is damaged, or goes on after its end';
const ANIMATED = 'must not be animated';

/** Reads a picture by its own bytes, whatever it is called. Refuses what is not a still picture of one of three formats. */
export const readLogo = (bytes: Uint8Array): Read => {
  if (bytes.length > LARGEST_LOGO_BYTES) return fail(`must have at most ${LARGEST_LOGO_BYTES / 1024} KB`);
  const image = readImage(bytes);
  if (!image.ok) return image;
  const { width, height } = image.value;
  const fits = [width, height].every((side) => side >= FEWEST_PIXELS && side <= MOST_PIXELS);
  return fits ? image : fail(`must be ${FEWEST_PIXELS} to ${MOST_PIXELS} pixels wide and high`);
};

const readImage = (bytes: Uint8Array): Read => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (startsWith(bytes, PNG_SIGNATURE)) return readPng(bytes, view);
    if (startsWith(bytes, [0xff, 0xd8, 0xff])) return readJpeg(bytes, view);
    if (textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP') return readWebp(bytes, view);
    return fail(NO_IMAGE);
  } catch (error) {
    // A length that leads out of the picture.
    if (error instanceof RangeError) return fail(CUT_SHORT);
    throw error;
  }
};

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const textAt = (bytes: Uint8Array, from: number): string => String.fromCharCode(...bytes.subarray(from, from + 4));

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_DRAWN: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'sRGB']);

/** Chunks of length, type, data and checksum. */
const readPng = (bytes: Uint8Array, view: DataView): Read => {
  const kept = [bytes.subarray(0, 8)];
  if (textAt(bytes, 12) !== 'IHDR') return fail(CUT_SHORT);
  for (let at = 8; ;) {
    const end = at + 12 + view.getUint32(at);
    const type = textAt(bytes, at + 4);
    if (end > bytes.length) return fail(CUT_SHORT);
    if (type === 'acTL') return fail(ANIMATED);
    if (PNG_DRAWN.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') {
      if (end !== bytes.length) return fail(CUT_SHORT);
      const [width, height] = [view.getUint32(16), view.getUint32(20)];
      return ok({ mediaType: 'image/png', width, height, bytes: joined(kept) });
    }
    at = end;
  }
};

const SOS = 0xda;
const COMMENT = 0xfe;
/** Where the data of an application begin; the first is JFIF, and the one of Adobe says how colours are stored. */
const APP0 = 0xe0;
const APP15 = 0xef;
const APP_ADOBE = 0xee;

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xc2;
const isMetadata = (marker: number): boolean =>
  marker === COMMENT || (marker > APP0 && marker <= APP15 && marker !== APP_ADOBE);

/** Segments of marker and length, then the picture itself up to the end. */
const readJpeg = (bytes: Uint8Array, view: DataView): Read => {
  const kept = [bytes.subarray(0, 2)];
  let size: { readonly width: number; readonly height: number } | null = null;
  for (let at = 2; ;) {
    const marker = view.getUint8(at + 1);
    const end = at + 2 + view.getUint16(at + 2);
    if (view.getUint8(at) !== 0xff || end > bytes.length) return fail(CUT_SHORT);
    if (isFrame(marker)) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === SOS) {
      if (size === null || view.getUint16(bytes.length - 2) !== 0xffd9) return fail(CUT_SHORT);
      return ok({ mediaType: 'image/jpeg', ...size, bytes: joined([...kept, bytes.subarray(at)]) });
    }
    if (!isMetadata(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
};

const WEBP_METADATA: ReadonlySet<string> = new Set(['EXIF', 'XMP ']);
const WEBP_ANIMATION = 0x02;
const WEBP_METADATA_FLAGS = 0x0c;

/** Chunks of type, length and data, each on an even place. */
const readWebp = (bytes: Uint8Array, view: DataView): Read => {
  if (view.getUint32(4, true) + 8 !== bytes.length) return fail(CUT_SHORT);
  const kept: Uint8Array[] = [];
  let size: { readonly width: number; readonly height: number } | null = null;
  for (let at = 12; at < bytes.length;) {
    const type = textAt(bytes, at);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (end > bytes.length) return fail(CUT_SHORT);
    if (!WEBP_METADATA.has(type)) {
      const chunk = bytes.slice(at, end);
      if (type === 'VP8X') {
        if ((view.getUint8(at + 8) & WEBP_ANIMATION) !== 0) return fail(ANIMATED);
        chunk[8] = view.getUint8(at + 8) & ~WEBP_METADATA_FLAGS;
      }
      kept.push(chunk);
    }
    size ??= webpSize(type, view, at + 8);
    at = end;
  }
  if (size === null) return fail(CUT_SHORT);
  const all = joined([bytes.slice(0, 12), ...kept]);
  new DataView(all.buffer).setUint32(4, all.length - 8, true);
  return ok({ mediaType: 'image/webp', ...size, bytes: all });
};

const webpSize = (type: string, view: DataView, at: number): { width: number; height: number } | null => {
  switch (type) {
    case 'VP8X':
      return { width: uint24(view, at + 4) + 1, height: uint24(view, at + 7) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(at + 1, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
    default:
      return null;
  }
};

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
