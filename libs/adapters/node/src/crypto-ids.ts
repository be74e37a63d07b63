import type { Ids } from '@bookonce/kernel/ports/ids';
import { customAlphabet } from 'nanoid';
import { hash, randomUUID } from 'node:crypto';
import { uuidFromHex } from './uuid-from-hex.js';

const base62 = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

export const cryptoIds: Ids = {
  uuid: () => randomUUID(),
  derive: (name) => uuidFromHex(hash('sha256', name)),
  token: (length) => base62(length),
};
