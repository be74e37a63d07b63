import { openEventStoreDb } from '@bookonce/adapters/eventstoredb/open-event-store-db';
import { openPostgres } from '@bookonce/adapters/postgresql/open-postgres';
import { ConfigError } from '@bookonce/platform/variables';
import type { History } from './history.js';

/** The namespace of an installation that shares its servers with no other. */
const ALONE = 'bookonce';

/** Opens the server of history that a URL names; everything of this installation is kept under `namespace`. */
export const openHistory = async (url: string, namespace: string): Promise<History> => {
  const { protocol } = new URL(url);
  if (/^postgres(ql)?:$/.test(protocol)) return openPostgres({ url, schema: namespace });
  // Alone on its server, streams are called as in the product, which is how an operator looks for them.
  if (/^(esdb|kurrentdb)(\+discover)?:$/.test(protocol)) {
    return openEventStoreDb({ url, ...(namespace === ALONE ? {} : { namespace }) });
  }
  throw new ConfigError(`EVENT_STORE_URL: there is no event store for ${protocol}//`);
};
