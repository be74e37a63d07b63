import { uuidFromHex } from '@bookonce/adapter-node/crypto-ids';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { hash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Ids that are reproducible from a seed. */
export const seededIds = (seed: string): Ids => {
  let count = 0;
  const next = (): string => {
    count += 1;
    return hash('sha256', `${seed}/${count}`);
  };
  return {
    uuid: () => uuidFromHex(next()),
    derive: (name) => uuidFromHex(hash('sha256', name)),
    token: (length) => {
      let text = '';
      while (text.length < length) {
        for (const byte of Buffer.from(next(), 'hex')) text += ALPHABET.charAt(byte % ALPHABET.length);
      }
      return text.slice(0, length);
    },
  };
};
