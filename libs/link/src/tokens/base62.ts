import { createHmac, type KeyObject } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Bytes from here on would favour the first letters, so they are passed over. */
const FAIR_BELOW = 256 - (256 % ALPHABET.length);

/** `length` evenly distributed base62 characters: HMAC-SHA-256 in counter mode with rejection of unfair bytes. */
export const base62 = (key: KeyObject, name: string, length: number): string => {
  let text = '';
  for (let counter = 0; text.length < length; counter += 1) {
    for (const byte of createHmac('sha256', key).update(`${counter}/${name}`).digest()) {
      if (byte < FAIR_BELOW && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return text;
};
