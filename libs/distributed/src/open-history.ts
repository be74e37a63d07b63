import { openEventStoreDb } from '@bookonce/adapter-eventstoredb/open-event-store-db';
import { openPostgres } from '@bookonce/adapter-postgres/open-postgres';
import { ConfigError } from '@bookonce/platform/variables';
import { unreachable } from '@bookonce/kernel/result';
import type { History } from './history.js';
import { readHistoryUrl } from './history-url.js';

/** The namespace of an installation that shares its servers with no other. */
const ALONE = 'bookonce';

/** Opens the server of history that a URL names; everything of this installation is kept under `namespace`. */
export const openHistory = async (url: string, namespace: string): Promise<History> => {
  const read = readHistoryUrl(url);
  if (read === null) {
    throw new ConfigError('EVENT_STORE_URL names no server of PostgreSQL, EventStoreDB or KurrentDB');
  }
  switch (read.kind) {
    case 'PostgreSQL':
      return openPostgres({ url, schema: namespace });
    case 'EventStoreDB':
      // Alone on its server, streams are called as in the product, which is how an operator looks for them.
      return openEventStoreDb({ url, ...(namespace === ALONE ? {} : { namespace }) });
    default:
      return unreachable(read.kind);
  }
};
