import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

const UTF_8_BOM = [0xef, 0xbb, 0xbf];

const startsWithBom = (bytes: Uint8Array): boolean => UTF_8_BOM.every((byte, at) => bytes[at] === byte);

const charsetOf = (contentType: string): string | null =>
  /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? null;

/** Null for a charset that the platform does not know. */
const decoderFor = (charset: string): TextDecoder | null => {
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
};

/** UTF-8, or Latin-1 (as Windows 1252) if the bytes are not UTF-8. */
const guess = (bytes: Uint8Array): string => new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);

/**
 * Decodes a calendar file. iCalendar is UTF-8 unless the header `Content-Type` says otherwise; old servers send Latin-1
 * and do not say so. A byte order mark outweighs the header, and is removed.
 */
export const decodeCalendar = (bytes: Uint8Array, contentType = ''): string => {
  const charset = startsWithBom(bytes) ? null : charsetOf(contentType);
  if (charset === null || charset === 'utf-8' || charset === 'utf8') return guess(bytes);
  return decoderFor(charset)?.decode(bytes) ?? guess(bytes);
};
