import { isLogoSize, LARGEST_LOGO_BYTES, LOGO_PIXELS, LOGO_THINNEST } from '@bookonce/kernel/logo-limits';
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

const NO_IMAGE = 'must be a PNG, JPEG or WebP picture';
const CUT_SHORT = 'is damaged, or goes on after its end';
const WRONG_SIZE = `must be ${LOGO_PIXELS.fewest} to ${LOGO_PIXELS.most} pixels wide and high, one side at most ${LOGO_THINNEST} times the other`;
const ANIMATED = 'must not be animated';

/** Reads a picture by its own bytes, whatever it is called. Refuses what is not a still picture of one of three formats. */
export const readLogo = (bytes: Uint8Array): Read => {
  if (bytes.length > LARGEST_LOGO_BYTES) return fail(`must have at most ${LARGEST_LOGO_BYTES / 1024} KB`);
  const image = readImage(bytes);
  if (!image.ok) return image;
  return isLogoSize(image.value) ? image : fail(WRONG_SIZE);
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

const textAt = (bytes: Uint8Array, from: number, length = 4): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

interface Size {
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The chunks that draw the picture, each with the most bytes of data that it can need. Only IDAT may come again. */
const PNG_DRAWN: Readonly<Record<string, number>> = {
  IHDR: 13,
  PLTE: 768,
  tRNS: 256,
  gAMA: 4,
  sRGB: 1,
  IDAT: LARGEST_LOGO_BYTES,
  IEND: 0,
};

/** Chunks of length, type, data and checksum. */
const readPng = (bytes: Uint8Array, view: DataView): Read => {
  const kept = [bytes.subarray(0, 8)];
  const seen = new Set<string>();
  if (textAt(bytes, 12) !== 'IHDR' || view.getUint32(8) !== 13) return fail(CUT_SHORT);
  for (let at = 8; ;) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    const type = textAt(bytes, at + 4);
    if (end > bytes.length) return fail(CUT_SHORT);
    if (type === 'acTL') return fail(ANIMATED);
    const most = PNG_DRAWN[type];
    if (most !== undefined) {
      if (length > most || (seen.has(type) && type !== 'IDAT')) return fail(CUT_SHORT);
      seen.add(type);
      kept.push(bytes.subarray(at, end));
    }
    if (type === 'IEND') {
      if (end !== bytes.length || !seen.has('IDAT')) return fail(CUT_SHORT);
      const [width, height] = [view.getUint32(16), view.getUint32(20)];
      return ok({ mediaType: 'image/png', width, height, bytes: joined(kept) });
    }
    at = end;
  }
};

const EOI = 0xd9;
const SOS = 0xda;
/** JFIF, the first data of an application. */
const APP0 = 0xe0;
/** Adobe's, which says how colours are stored. */
const APP14 = 0xee;
/** Tables of codes, quantities and restarts: DHT, DQT and DRI. */
const JPEG_TABLES: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd]);

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xc2;

/** Segments of marker and length; behind each SOS the drawn data of a scan. Drops what comes after the first end. */
const readJpeg = (bytes: Uint8Array, view: DataView): Read => {
  const kept = [bytes.subarray(0, 2)];
  let size: Size | null = null;
  let isDrawn = false;
  for (let at = 2; ;) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return fail(CUT_SHORT);
    if (marker === EOI) {
      if (size === null || !isDrawn) return fail(CUT_SHORT);
      return ok({ mediaType: 'image/jpeg', ...size, bytes: joined([...kept, bytes.subarray(at, at + 2)]) });
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > bytes.length) return fail(CUT_SHORT);
    if (isFrame(marker)) {
      // A second frame would be another picture, of another size.
      if (size !== null || end !== at + 10 + 3 * view.getUint8(at + 9)) return fail(CUT_SHORT);
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    if (marker === SOS) {
      if (size === null || end !== at + 8 + 2 * view.getUint8(at + 4)) return fail(CUT_SHORT);
      isDrawn = true;
      const scanEnd = endOfScan(view, end);
      kept.push(bytes.subarray(at, scanEnd));
      at = scanEnd;
      continue;
    }
    kept.push(keptSegment(marker, bytes.subarray(at, end)));
    at = end;
  }
};

/** Returns the place of the marker that ends a scan. Stuffed bytes and restarts are part of the scan. */
const endOfScan = (view: DataView, from: number): number => {
  for (let at = from; ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
};

const DROPPED = new Uint8Array();
const JFIF_BYTES = 18;
const ADOBE_BYTES = 16;

/** Returns the part of a segment that draws the picture; nothing of others. */
const keptSegment = (marker: number, segment: Uint8Array): Uint8Array => {
  if (isFrame(marker) || JPEG_TABLES.has(marker)) return segment;
  if (marker === APP0 && textAt(segment, 4) === 'JFIF' && segment[8] === 0 && segment.length >= JFIF_BYTES) {
    const jfif = segment.slice(0, JFIF_BYTES);
    // Its length, and a thumbnail of no pixels.
    jfif.set([0, JFIF_BYTES - 2], 2);
    jfif.set([0, 0], JFIF_BYTES - 2);
    return jfif;
  }
  const isAdobe = marker === APP14 && textAt(segment, 4, 5) === 'Adobe';
  return isAdobe && segment.length === ADOBE_BYTES ? segment : DROPPED;
};

const WEBP_ANIMATION = 0x02;
const WEBP_ALPHA = 0x10;

/** Chunks of type, length and data, each on an even place. Keeps one picture, and its header and alpha if it has them. */
const readWebp = (bytes: Uint8Array, view: DataView): Read => {
  if (view.getUint32(4, true) + 8 !== bytes.length) return fail(CUT_SHORT);
  const kept: Uint8Array[] = [];
  let canvas: Size | null = null;
  let size: Size | null = null;
  for (let at = 12; at < bytes.length;) {
    const type = textAt(bytes, at);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (end > bytes.length) return fail(CUT_SHORT);
    const data = at + 8;
    if (type === 'VP8X') {
      if (length !== 10 || kept.length > 0) return fail(CUT_SHORT);
      const flags = view.getUint8(data);
      if ((flags & WEBP_ANIMATION) !== 0) return fail(ANIMATED);
      canvas = { width: uint24(view, data + 4) + 1, height: uint24(view, data + 7) + 1 };
      const header = bytes.slice(at, end);
      header.set([flags & WEBP_ALPHA, 0, 0, 0], 8);
      kept.push(header);
    }
    if (type === 'ALPH') {
      // Belongs between the header and the picture.
      if (canvas === null || kept.length !== 1) return fail(CUT_SHORT);
      kept.push(padded(bytes.slice(at, end), length));
    }
    if (type === 'VP8 ' || type === 'VP8L') {
      if (size !== null) return fail(CUT_SHORT);
      size = webpSize(type, view, data, length);
      if (size === null) return fail(CUT_SHORT);
      kept.push(padded(bytes.slice(at, end), length));
    }
    at = end;
  }
  if (size === null || (canvas !== null && !isSameSize(canvas, size))) return fail(CUT_SHORT);
  const all = joined([bytes.slice(0, 12), ...kept]);
  new DataView(all.buffer).setUint32(4, all.length - 8, true);
  return ok({ mediaType: 'image/webp', ...size, bytes: all });
};

const isSameSize = (one: Size, other: Size): boolean => one.width === other.width && one.height === other.height;

/** The chunk with nothing in the byte that makes it even. */
const padded = (chunk: Uint8Array, length: number): Uint8Array => {
  if (length % 2 === 1) chunk[chunk.length - 1] = 0;
  return chunk;
};

const VP8_START = 0x9d012a;
const VP8L_START = 0x2f;

/** The size by the picture's own start; null if it begins otherwise. */
const webpSize = (type: 'VP8 ' | 'VP8L', view: DataView, at: number, length: number): Size | null => {
  if (type === 'VP8L') {
    if (length < 6 || view.getUint8(at) !== VP8L_START) return null;
    const bits = view.getUint32(at + 1, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (length < 10 || (view.getUint32(at + 2) & 0xffffff) !== VP8_START) return null;
  return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
};

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
