import type { PostgresConnection } from '../connection.js';
import { version1Sql } from './version-1.js';
import { version2Sql } from './version-2.js';
import { version3Sql } from './version-3.js';
import { version4Sql } from './version-4.js';
import { version5Sql } from './version-5.js';
import { version6Sql } from './version-6.js';

/** Steps from one version of the schema to the next. A released step is never changed. */
const VERSIONS: readonly ((schema: string) => string)[] = [
  version1Sql,
  version2Sql,
  version3Sql,
  version4Sql,
  version5Sql,
  version6Sql,
];

/** Advisory lock for migrations: an arbitrary number that other programs are unlikely to use. */
const MIGRATION_LOCK = 7_206_312_051;

/** Names that need no quoting and leave room for suffixes. */
const PLAIN_NAME = /^[a-z][a-z0-9_]{0,49}$/;

/** Returns the quoted name for SQL statements. Throws if the name is not allowed. */
export const quotedSchema = (schema: string): string => {
  if (!PLAIN_NAME.test(schema)) {
    throw new Error(
      `${schema} cannot name a schema. Use at most 50 lower-case letters, digits and _, starting with a letter`,
    );
  }
  // Quoted all the same: some plain names are SQL keywords.
  return `"${schema}"`;
};

/**
 * Migrates the schema to this program's version. An up-to-date schema needs no right to create tables.
 * Throws an Error if the schema belongs to a newer program or was copied from another server.
 */
export const migrate = async (connection: PostgresConnection, schema: string): Promise<void> => {
  const version = await versionOf(connection, schema);
  if (version > VERSIONS.length) {
    throw new Error(
      `Schema ${schema} has version ${version}, but this program supports up to ${VERSIONS.length}. Use a newer release.`,
    );
  }
  // One message is one transaction, so processes that start together take turns.
  if (version < VERSIONS.length) await connection.query({ text: migrationSql(schema) });
  await expectOwnHistory(connection, schema);
};

const versionOf = async (connection: PostgresConnection, schema: string): Promise<number> => {
  const [found] = await connection.query<{ there: boolean }>({
    text: 'SELECT to_regclass($1) IS NOT NULL AS there',
    values: [`${schema}.versions`],
  });
  if (found?.there !== true) return 0;
  const [last] = await connection.query<{ version: number | null }>({
    text: `SELECT max(version) AS version FROM ${schema}.versions`,
  });
  return last?.version ?? 0;
};

const migrationSql = (schema: string): string => `
SELECT pg_advisory_xact_lock(${MIGRATION_LOCK});
CREATE SCHEMA IF NOT EXISTS ${schema};
CREATE TABLE IF NOT EXISTS ${schema}.versions (version integer PRIMARY KEY, made timestamptz NOT NULL DEFAULT now());
${VERSIONS.map(
  (sqlOf, index) => `
DO $version$ BEGIN
  -- Another process may have made it while this one waited for its turn.
  IF NOT EXISTS (SELECT FROM ${schema}.versions WHERE version = ${index + 1}) THEN
    ${sqlOf(schema)}
    INSERT INTO ${schema}.versions (version) VALUES (${index + 1});
  END IF;
END $version$;`,
).join('\n')}
`;

/**
 * Positions start with a transaction's number, which each server counts for itself. Tables copied from another server
 * may be ahead of it, so new events would sort before delivered ones (I12).
 */
const expectOwnHistory = async (connection: PostgresConnection, schema: string): Promise<void> => {
  const [last] = await connection.query<{ ahead: boolean }>({
    text: `SELECT transaction >= pg_snapshot_xmax(pg_current_snapshot()) AS ahead FROM ${schema}.events
           ORDER BY transaction DESC LIMIT 1`,
  });
  if (last?.ahead === true) {
    throw new Error(
      `Schema ${schema} was copied from another server and is ahead of this one. Use ops export and import instead.`,
    );
  }
};
