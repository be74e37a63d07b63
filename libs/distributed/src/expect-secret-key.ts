import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { ConfigError } from '@bookonce/platform/variables';
import { acceptSecretKey, LOST_WITH_THE_KEY, matchesSecretKey } from '@bookonce/secrets/key-check';
import type { Logger } from 'pino';
import { waitForServer } from './wait-for-server.js';

export interface ExpectSecretKeyOptions {
  readonly properties: HistoryProperties;
  readonly secretKey: Uint8Array;
  /** Whether the operator goes on with another key than the one that the history was written with. */
  readonly acceptNewKey: boolean;
  /** Names the server of the history for the log. */
  readonly server: string;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  readonly signal: AbortSignal;
}

/**
 * Makes sure that the history was written with this secret key; one without a key adopts it. Waits for a server that is
 * down. Rejects with a {@link ConfigError} if the history knows another key, unless `acceptNewKey` is set.
 */
export const expectSecretKey = async (options: ExpectSecretKeyOptions): Promise<void> => {
  const { properties, secretKey, acceptNewKey, server, logger, signal } = options;
  const matches = await waitForServer({
    server,
    attempt: async () => {
      if (await matchesSecretKey(properties, secretKey)) return true;
      if (acceptNewKey) await acceptSecretKey(properties, secretKey);
      return false;
    },
    onFailure: (message) => logger.error(message),
    signal,
  });
  if (matches) return;
  if (acceptNewKey) return logger.warn(`Another secret key is used from now on. ${LOST_WITH_THE_KEY}`);
  throw wrongSecretKey(`the history in ${server}`);
};

/** Tells the operator that `history`, as named for people, was written with another secret key. */
export const wrongSecretKey = (history: string): ConfigError =>
  new ConfigError(
    `BOOKONCE_SECRET_KEY is not the key that ${history} was written with. Set that key for all services. ` +
      `If it is lost, start one service with --accept-new-key, once. ${LOST_WITH_THE_KEY}`,
  );
