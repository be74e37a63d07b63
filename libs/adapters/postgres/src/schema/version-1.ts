import { appendFunctionSql } from './append-function.js';

/**
 * Everything that is kept. History is only ever added to. An event's place in the order of the whole store is the
 * transaction that wrote it, then its position: transactions become visible out of order, but none with a lower
 * number than all that still run. Streams compare by bytes, which no update of a language's rules can change.
 */
export const version1Sql = (schema: string): string => `
CREATE TABLE ${schema}.events (
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  position bigint GENERATED ALWAYS AS IDENTITY,
  stream text COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  data json NOT NULL,
  meta json NOT NULL,
  PRIMARY KEY (stream, revision)
);
CREATE UNIQUE INDEX events_in_order ON ${schema}.events (transaction, position);

CREATE TABLE ${schema}.checkpoints (name text PRIMARY KEY, position text NOT NULL);
CREATE TABLE ${schema}.snapshots (stream text PRIMARY KEY, snapshot json NOT NULL);
CREATE TABLE ${schema}.dead_letters (id text PRIMARY KEY, at text NOT NULL, letter json NOT NULL);

${appendFunctionSql(schema)}
`;
