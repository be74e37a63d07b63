import { openPostgres } from '@bookonce/adapters/postgresql/open-postgres';
import { ConfigError } from '@bookonce/platform/variables';
import type { History } from './history.js';

/** Opens the server of history that a URL names; everything of this installation is kept under `namespace`. */
export const openHistory = async (url: string, namespace: string): Promise<History> => {
  const { protocol } = new URL(url);
  if (/^postgres(ql)?:$/.test(protocol)) return openPostgres({ url, schema: namespace });
  throw new ConfigError(`EVENT_STORE_URL: there is no event store for ${protocol}//`);
};
