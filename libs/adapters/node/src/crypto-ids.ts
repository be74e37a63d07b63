import type { Ids } from '@bookonce/kernel/ports/ids';
import { customAlphabet } from 'nanoid';
import { hash, randomUUID } from 'node:crypto';

const base62 = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

export const cryptoIds: Ids = {
  uuid: () => randomUUID(),
  derive: (name) => uuidFromHex(hash('sha256', name)),
  token: (length) => base62(length),
};

/** Formats 122 bits of a hash as a UUID of version 8 (RFC 9562). */
export const uuidFromHex = (hex: string): string => {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
