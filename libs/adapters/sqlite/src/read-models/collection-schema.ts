import type { Collection } from '@bookonce/kernel/ports/read-models';
import type { DatabaseSync } from 'node:sqlite';

export type AnyCollection = Collection<never>;

/** The part of a collection that its tables depend on; plain data, so it can be handed to another thread. */
export interface CollectionShape {
  /** The collection's key, which is the name of its table. */
  readonly collection: string;
  /** Names of the indexes with one value a document, in order: one column each. */
  readonly indexes: readonly string[];
  /** Names of the indexes with several values a document, in order: one table each, and a column with the values as JSON. */
  readonly multiIndexes: readonly string[];
}

export const shapeOf = ({ key, indexes }: AnyCollection): CollectionShape => {
  const names = Object.keys(indexes).sort();
  const isMulti = (name: string): boolean => typeof indexes[name] === 'object';
  return {
    collection: key,
    indexes: names.filter((name) => !isMulti(name)),
    multiIndexes: names.filter(isMulti),
  };
};

export const tableOf = (collection: string): string => `"${collection}"`;
export const columnOf = (index: string): string => `"i_${index}"`;
/** Holds the values as a JSON array, to know which entries a changed document leaves behind. */
export const valuesColumnOf = (multiIndex: string): string => `"m_${multiIndex}"`;
/** Entries of a multi-valued index: one row for each value of each document. */
export const entriesOf = (collection: string, multiIndex: string): string => `"${collection}/${multiIndex}"`;

/** Columns of a row, in the order of its values; see {@link DocumentRow}. */
export const columnsOf = ({ indexes, multiIndexes }: CollectionShape): readonly string[] => [
  '"id"',
  '"doc"',
  '"sort"',
  ...indexes.map(columnOf),
  ...multiIndexes.map(valuesColumnOf),
];

/** A collection's table as it was when this process first used it. */
export interface PreparedTable {
  /** It has no row and no index. */
  readonly isEmpty: boolean;
  /** A table of another shape was thrown away, so the view has to be filled again. */
  readonly isReplaced: boolean;
}

/** Creates a collection's table if it is missing or does not have the declared shape. */
export const prepareTable = (database: DatabaseSync, shape: CollectionShape): PreparedTable => {
  const existing = existingColumns(database, shape.collection);
  const isSameShape = existing.join() === [...columnsOf(shape)].sort().join();
  if (!isSameShape) createTable(database, shape);
  const isEmpty = database.prepare(`SELECT 1 FROM ${tableOf(shape.collection)} LIMIT 1`).get() === undefined;
  if (isEmpty && isSameShape) createTable(database, shape);
  // A crash while the view was being filled leaves rows without indexes.
  if (!isEmpty) createIndexes(database, shape);
  return { isEmpty, isReplaced: existing.length > 0 && !isSameShape };
};

/** Creates an empty table without indexes, in place of any that exists. */
const createTable = (database: DatabaseSync, shape: CollectionShape): void => {
  const { collection, indexes, multiIndexes } = shape;
  dropTables(database, [collection, ...multiIndexes.map((index) => `${collection}/${index}`)]);
  const more = [...indexes.map(columnOf), ...multiIndexes.map(valuesColumnOf)].map((column) => `, ${column} TEXT`);
  database.exec(
    `CREATE TABLE ${tableOf(collection)} (id TEXT PRIMARY KEY, sort TEXT NOT NULL, doc TEXT NOT NULL${more.join('')}) WITHOUT ROWID`,
  );
};

/** Creates what is missing. Every index is in list order, so that a page is read and not sorted. */
export const createIndexes = (database: DatabaseSync, shape: CollectionShape): void => {
  const { collection, indexes, multiIndexes } = shape;
  const table = tableOf(collection);
  if (indexes.length === 0) database.exec(`CREATE INDEX IF NOT EXISTS "${collection}#sort" ON ${table} (sort, id)`);
  for (const index of indexes) {
    const column = columnOf(index);
    database.exec(
      `CREATE INDEX IF NOT EXISTS "${collection}#${index}" ON ${table} (${column}, sort, id) WHERE ${column} IS NOT NULL`,
    );
  }
  for (const index of multiIndexes) createEntries(database, collection, index);
};

/** The table exists with all entries or not at all: from then on the writer keeps it up with the documents. */
const createEntries = (database: DatabaseSync, collection: string, index: string): void => {
  if (existingColumns(database, `${collection}/${index}`).length > 0) return;
  const entries = entriesOf(collection, index);
  database.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE ${entries} (value TEXT, sort TEXT, id TEXT, PRIMARY KEY (value, sort, id)) WITHOUT ROWID;
    INSERT INTO ${entries}
      SELECT each.value, document.sort, document.id
      FROM ${tableOf(collection)} AS document, json_each(document.${valuesColumnOf(index)}) AS each
      ORDER BY 1, 2, 3;
    COMMIT;
  `);
};

/** Drops every table of a view. */
export const dropView = (database: DatabaseSync, viewKey: string): void => {
  dropTables(database, tablesStartingWith(database, `${viewKey}/`));
};

export const tablesStartingWith = (database: DatabaseSync, prefix: string): readonly string[] =>
  database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?) = ?")
    .all(prefix.length, prefix)
    .map((row) => String(row['name']));

export const dropTables = (database: DatabaseSync, names: readonly string[]): void => {
  for (const name of names) database.exec(`DROP TABLE IF EXISTS "${name}"`);
};

const existingColumns = (database: DatabaseSync, table: string): readonly string[] =>
  database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((row) => `"${String(row['name'])}"`)
    .sort();
