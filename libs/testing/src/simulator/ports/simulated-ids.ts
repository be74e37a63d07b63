import { cryptoIds, uuidFromHex } from '@bookonce/adapter-node/crypto-ids';
import { idFrom } from '@bookonce/contracts/values/ids';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { LinkSecrets } from '@bookonce/link/use-cases/link-issuer';
import { TokenVault } from '@bookonce/secrets/token-vault';
import type { SeededRandom } from '../../harness/seeded-random.js';

/** Ids that depend on the seed alone. `derive` returns the same id for a name in every process. */
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

/** The keys of the installation, the same in every run. */
export const simulatedVault = new TokenVault(new Uint8Array(32).fill(1));

/** The same secrets in every run, so that a run depends on its seed alone. */
export const simulatedSecrets: LinkSecrets = { vault: simulatedVault, tokenLength: 22 };

/** The id of the host or meeting type that the command with this key creates. */
export const createdIdFrom = (prefix: 'hst' | 'mtt', key: string): string => idFrom(prefix, cryptoIds.derive(key));

/** The id of the calendar that the command with this key connects. */
export const createdCalendarIdFrom = (key: string): string => idFrom('cal', cryptoIds.derive(key));

/** The id of the link that the command with this key issues. */
export const linkIdFrom = (key: string): string =>
  simulatedVault.linkIdOf(simulatedVault.linkTokenFor(cryptoIds.derive(key), 22));
