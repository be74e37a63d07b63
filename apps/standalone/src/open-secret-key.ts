import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { ConfigError } from '@bookonce/platform/variables';
import { acceptSecretKey, knowsSecretKey, LOST_WITH_THE_KEY, matchesSecretKey } from '@bookonce/secrets/key-check';
import { createSecretKey, DamagedKeyError, readSecretKey } from '@bookonce/secrets/secret-key';

export interface SecretKeyOptions {
  /** The data folder, which this process has locked. */
  readonly folder: string;
  readonly eventStore: Pick<EventStore, 'head'>;
  readonly properties: HistoryProperties;
  /** Whether the operator goes on with another key than the one that the history was written with. */
  readonly acceptNewKey: boolean;
  readonly warn: (message: string) => void;
}

/**
 * Returns the installation's secret key. An empty history gets a new one if there is none. Throws a {@link ConfigError} if
 * history was written with another key, or its key is lost, unless `acceptNewKey` is set.
 */
export const openSecretKey = async (options: SecretKeyOptions): Promise<Uint8Array> => {
  const { folder, eventStore, properties, acceptNewKey, warn } = options;
  const found = readKey(folder);
  const isEmpty = (await eventStore.head()) === null;
  if (found === null && !isEmpty) {
    if (!(await knowsSecretKey(properties))) warn(`There is no secret.key, so a new one is made. ${LOST_WITH_THE_KEY}`);
    else if (!acceptNewKey) throw refusal('secret.key is missing or empty');
  }
  const key = found ?? createSecretKey(folder);
  // Nothing is sealed yet.
  if (isEmpty) await acceptSecretKey(properties, key);
  if (await matchesSecretKey(properties, key)) return key;
  if (!acceptNewKey) throw refusal('secret.key holds another key');
  await acceptSecretKey(properties, key);
  warn(`Another secret key is used from now on. ${LOST_WITH_THE_KEY}`);
  return key;
};

const refusal = (what: string): ConfigError =>
  new ConfigError(
    `DATA_DIR: ${what}. Restore the one that its history was written with, from a backup. ` +
      `If it is lost, go on with "npm start -- --accept-new-key", once. ${LOST_WITH_THE_KEY}`,
  );

const readKey = (folder: string): Uint8Array | null => {
  try {
    return readSecretKey(folder);
  } catch (error) {
    if (error instanceof DamagedKeyError) throw new ConfigError(error.message, { cause: error });
    throw error;
  }
};
