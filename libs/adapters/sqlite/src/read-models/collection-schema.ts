import type { Collection } from '@bookonce/kernel/ports/read-models';
import type { DatabaseSync } from 'node:sqlite';

type AnyCollection = Collection<never>;

export const tableOf = (collection: string): string => `"c_${collection}"`;
export const columnOf = (index: string): string => `"i_${index}"`;

/** What stands there of a collection when it is first used. */
export interface PreparedTable {
  /** It has no row and no index. */
  readonly empty: boolean;
  /** A table of another shape was thrown away: what it held has to be derived again. */
  readonly replaced: boolean;
}

/** Makes a collection's table if it is missing or of another shape than declared. */
export const prepareTable = (database: DatabaseSync, collection: AnyCollection): PreparedTable => {
  const there = columnsOf(database, collection);
  const sameShape = there.join() === declaredColumns(collection).join();
  if (!sameShape) createTable(database, collection);
  const empty = database.prepare(`SELECT 1 FROM ${tableOf(collection.name)} LIMIT 1`).get() === undefined;
  if (empty && sameShape) createTable(database, collection);
  // A fill that was cut short left rows without indexes.
  if (!empty) createIndexes(database, collection.name, indexesOf(collection));
  return { empty, replaced: there.length > 0 && !sameShape };
};

/** An empty table without indexes; whatever it held is gone. */
export const createTable = (database: DatabaseSync, collection: AnyCollection): void => {
  const table = tableOf(collection.name);
  const columns = indexesOf(collection).map((index) => `, ${columnOf(index)} TEXT`);
  database.exec(`
    DROP TABLE IF EXISTS ${table};
    CREATE TABLE ${table} (id TEXT PRIMARY KEY, sort TEXT NOT NULL, doc TEXT NOT NULL${columns.join('')}) WITHOUT ROWID;
  `);
};

/** Each declared index in list order, so that a page of it is read and not sorted. */
export const createIndexes = (database: DatabaseSync, collection: string, indexes: readonly string[]): void => {
  const table = tableOf(collection);
  if (indexes.length === 0) database.exec(`CREATE INDEX IF NOT EXISTS "${collection}/sort" ON ${table} (sort, id)`);
  for (const index of indexes) {
    const column = columnOf(index);
    database.exec(
      `CREATE INDEX IF NOT EXISTS "${collection}/${index}" ON ${table} (${column}, sort, id) WHERE ${column} IS NOT NULL`,
    );
  }
};

/** Names of the declared indexes, in order. */
export const indexesOf = (collection: AnyCollection): readonly string[] => Object.keys(collection.indexes).sort();

const declaredColumns = (collection: AnyCollection): readonly string[] =>
  ['id', 'sort', 'doc', ...indexesOf(collection).map((index) => `i_${index}`)].sort();

const columnsOf = (database: DatabaseSync, collection: AnyCollection): readonly string[] =>
  database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(`c_${collection.name}`)
    .map((row) => String(row['name']))
    .sort();
