import type { PostgresConnection } from '../connection.js';
import { version1Sql } from './version-1.js';

/** The versions of the schema, each made of the one before. What was released once is never changed. */
const VERSIONS: readonly ((schema: string) => string)[] = [version1Sql];

/** One lock for everybody who makes tables: any number that nobody else has a reason to use. */
const MAKING_TABLES = 7_206_312_051;

/** A name that needs no quoting, and is short enough for names that are made of it. */
const PLAIN_NAME = /^[a-z][a-z0-9_]{0,49}$/;

/** The name as it stands in statements. Throws where it is none that was foreseen. */
export const quotedSchema = (schema: string): string => {
  if (!PLAIN_NAME.test(schema)) {
    throw new Error(`${schema} is no name for a schema: lower-case letters, digits and _, 50 at the most`);
  }
  // Even so: some plain names are words of SQL.
  return `"${schema}"`;
};

/**
 * Brings the schema to the version of this program; whoever has no right to make tables may open one that is there.
 * Throws an Error where it is of a newer program, or of another server.
 */
export const migrate = async (connection: PostgresConnection, schema: string): Promise<void> => {
  const version = await versionOf(connection, schema);
  if (version > VERSIONS.length) {
    throw new Error(
      `schema ${schema} is of version ${version}, this program knows ${VERSIONS.length}: use a newer one`,
    );
  }
  // In one message, so in one transaction: processes that start together take turns.
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
SELECT pg_advisory_xact_lock(${MAKING_TABLES});
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
 * Positions begin with a transaction's number, which only this server counts. Tables that were copied from another
 * server may be ahead of it: what is appended would come before what was delivered long ago (I12).
 */
const expectOwnHistory = async (connection: PostgresConnection, schema: string): Promise<void> => {
  const [last] = await connection.query<{ ahead: boolean }>({
    text: `SELECT transaction >= pg_snapshot_xmax(pg_current_snapshot()) AS ahead FROM ${schema}.events
           ORDER BY transaction DESC LIMIT 1`,
  });
  if (last?.ahead === true) {
    throw new Error(
      `schema ${schema} was copied from another server, whose transactions this one has not reached: export and import`,
    );
  }
};
