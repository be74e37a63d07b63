import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { uuidFromHex } from '@bookonce/adapter-node/uuid-from-hex';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { SeededRandom } from '../../harness/seeded-random.js';

/** Ids that are a function of the seed: `derive` is the same function of its name in every process. */
export const simulatedIds = (random: SeededRandom): Ids => {
  const hex = (): string =>
    Math.floor(random.next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return {
    uuid: () => uuidFromHex(hex() + hex() + hex() + hex()),
    derive: (name) => cryptoIds.derive(name),
    token: (length) => (hex() + hex() + hex() + hex()).slice(0, length),
  };
};
