/** A name that needs no quoting, so that it can stand in a statement as it is. */
const PLAIN_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Throws where the name of a schema would have to be quoted. */
export const checkedSchemaName = (schema: string): string => {
  if (!PLAIN_NAME.test(schema)) throw new Error(`${schema} is no name for a schema: lower-case letters, digits and _`);
  return schema;
};

/**
 * Everything that is kept, in one schema. History is only ever added to. An event's place in the order of the whole
 * store is the transaction that wrote it, then its position: transactions become visible out of order, but none with
 * a lower number than all that still run.
 */
export const schemaSql = (schema: string): string => `
CREATE SCHEMA IF NOT EXISTS ${schema};

CREATE TABLE IF NOT EXISTS ${schema}.events (
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  position bigint GENERATED ALWAYS AS IDENTITY,
  stream text NOT NULL,
  revision integer NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  data json NOT NULL,
  meta json NOT NULL,
  PRIMARY KEY (stream, revision)
);
CREATE UNIQUE INDEX IF NOT EXISTS events_in_order ON ${schema}.events (transaction, position);

CREATE TABLE IF NOT EXISTS ${schema}.checkpoints (name text PRIMARY KEY, position text NOT NULL);
CREATE TABLE IF NOT EXISTS ${schema}.snapshots (stream text PRIMARY KEY, snapshot json NOT NULL);
CREATE TABLE IF NOT EXISTS ${schema}.dead_letters (id text PRIMARY KEY, at text NOT NULL, letter json NOT NULL);

CREATE OR REPLACE FUNCTION ${schema}.append(requests json)
RETURNS TABLE (request integer, outcome text, at_revision integer, at_transaction text, at_position bigint)
LANGUAGE plpgsql AS $append$
DECLARE
  asked record;
  actual integer;
  size integer;
BEGIN
  -- In one order for everybody, so that two batches cannot wait for each other.
  FOR asked IN
    SELECT (ordinality - 1)::integer AS number, value->>'stream' AS stream,
      (value->>'expected')::integer AS expected, value->'events' AS events
    FROM json_array_elements(requests) WITH ORDINALITY ORDER BY value->>'stream', ordinality
  LOOP
    request := asked.number;
    size := json_array_length(asked.events);
    SELECT coalesce(max(revision), -1) INTO actual FROM ${schema}.events WHERE stream = asked.stream;
    IF actual = asked.expected THEN
      BEGIN
        INSERT INTO ${schema}.events (stream, revision, id, type, data, meta)
        SELECT asked.stream, asked.expected + ordinality::integer, (value->>'id')::uuid, value->>'type',
          value->'data', value->'meta'
        FROM json_array_elements(asked.events) WITH ORDINALITY ORDER BY ordinality;
        SELECT 'appended', revision, transaction::text, position
        INTO outcome, at_revision, at_transaction, at_position
        FROM ${schema}.events WHERE stream = asked.stream AND revision = asked.expected + size;
        RETURN NEXT;
        CONTINUE;
      EXCEPTION WHEN unique_violation THEN
        -- Somebody else was first, and has committed by now.
        SELECT max(revision) INTO actual FROM ${schema}.events WHERE stream = asked.stream;
      END;
    END IF;
    -- The very same events at the very same place: an append that comes again.
    SELECT 'repeated', max(revision), max(transaction::text), max(position)
    INTO outcome, at_revision, at_transaction, at_position
    FROM ${schema}.events
    JOIN json_array_elements(asked.events) WITH ORDINALITY AS sent
      ON revision = asked.expected + ordinality::integer AND id = (sent.value->>'id')::uuid
    WHERE stream = asked.stream
    HAVING count(*) = size;
    IF outcome IS NULL THEN
      SELECT 'conflict', actual, NULL, NULL INTO outcome, at_revision, at_transaction, at_position;
    END IF;
    RETURN NEXT;
  END LOOP;
END $append$;
`;
