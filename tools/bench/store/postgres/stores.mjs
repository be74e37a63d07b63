import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const EMMETT = '@event-driven-io/emmett-postgresql';

/**
 * @typedef {object} BenchedStore
 * @property {(stream: string, expectedRevision: number, events: readonly object[]) => Promise<void>} append
 * @property {() => Promise<void>} close
 */

const openBookonce = async (url) => {
  const { openPostgres } = await import('@bookonce/adapter-postgres/open-postgres');
  const { eventStore, close } = await openPostgres({ url });
  return {
    append: async (stream, expectedRevision, events) => {
      const { outcome } = await eventStore.append(stream, expectedRevision, events);
      if (outcome !== 'appended') throw new Error(`unexpected ${outcome}`);
    },
    close,
  };
};

/** @param {string} folder where it is installed */
const pathOfEmmett = (folder) => createRequire(join(folder, 'package.json')).resolve(EMMETT);

/** Its package names no licence, so it is not a dependency. Install it by hand for the comparison. */
export const isEmmettIn = (folder) => {
  try {
    return pathOfEmmett(folder) !== '';
  } catch {
    return false;
  }
};

/** Used as in its documentation: each append is a transaction on its default pool. */
const openEmmett = async (url, folder) => {
  const { getPostgreSQLEventStore } = await import(pathToFileURL(pathOfEmmett(folder)).href);
  const store = getPostgreSQLEventStore(url);
  await store.schema.migrate();
  return {
    append: async (stream, expectedRevision, events) => {
      const messages = events.map(({ id, type, data, meta }) => ({
        type,
        data,
        metadata: { ...meta, messageId: id },
      }));
      await store.appendToStream(stream, messages, { expectedStreamVersion: BigInt(expectedRevision + 1) });
    },
    close: () => store.close(),
  };
};

/** @type {Readonly<Record<string, (url: string, emmettFolder: string) => Promise<BenchedStore>>>} */
export const postgresStores = { bookonce: openBookonce, emmett: openEmmett };
