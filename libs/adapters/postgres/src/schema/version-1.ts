/**
 * All tables. Events are only ever inserted. The global order is by transaction, then by position: transactions become
 * visible out of order, but never with a number below all running ones. Streams compare by bytes, so no update of a
 * collation can change their order.
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

/**
 * Stores several appends, each to one stream, in one transaction. Returns one row for each, in their order.
 * Append number i has `sizes[i]` events; the last four arrays hold the events of all appends in sequence.
 *
 * `outcome` is `appended`, `repeated` (the same events were stored before) or `conflict`. Revision, transaction and
 * position are those of the last event; for a conflict, the revision is the stream's last. Raises serialization_failure
 * if the whole batch has to be retried.
 */
const appendFunctionSql = (schema: string): string => `
CREATE FUNCTION ${schema}.append(
  streams text[], expected bigint[], sizes integer[], ids uuid[], types text[], datas text[], metas text[]
)
RETURNS TABLE (outcome text, at_revision integer, at_transaction xid8, at_position bigint)
LANGUAGE plpgsql AS $append$
DECLARE
  first integer := 1;
  last integer;
BEGIN
  FOR i IN 1 .. cardinality(streams) LOOP
    last := first + sizes[i] - 1;
    outcome := NULL;
    -- The first transaction at a revision wins: others wait here until it has committed, and insert nothing. The event
    -- before must exist in the same or an older transaction, so a stream has no gaps and is delivered in order (I11).
    INSERT INTO ${schema}.events (stream, revision, id, type, data, meta)
    SELECT streams[i], expected[i] + 1, ids[first], types[first], datas[first]::json, metas[first]::json
    WHERE expected[i] = -1 OR EXISTS (
      SELECT FROM ${schema}.events AS before
      WHERE before.stream = streams[i] AND before.revision = expected[i] AND before.transaction <= pg_current_xact_id()
    )
    ON CONFLICT (stream, revision) DO NOTHING
    RETURNING 'appended', revision, transaction, position INTO outcome, at_revision, at_transaction, at_position;

    IF outcome IS NULL THEN
      SELECT * FROM ${schema}.outcome_of_refused(streams[i], expected[i], ids[first:last])
      INTO outcome, at_revision, at_transaction, at_position;
    ELSIF first < last THEN
      -- No conflict is possible: only the transaction that owns the first event inserts the rest.
      INSERT INTO ${schema}.events (stream, revision, id, type, data, meta)
      SELECT streams[i], at_revision + place, id, type, data::json, meta::json
      FROM unnest(ids[first + 1:last], types[first + 1:last], datas[first + 1:last], metas[first + 1:last])
        WITH ORDINALITY AS event (id, type, data, meta, place)
      ORDER BY place;
      SELECT revision, position INTO at_revision, at_position
      FROM ${schema}.events WHERE stream = streams[i] AND revision = at_revision + sizes[i] - 1;
    END IF;
    RETURN NEXT;
    first := last + 1;
  END LOOP;
END $append$;

CREATE FUNCTION ${schema}.outcome_of_refused(asked_stream text, expected bigint, asked_ids uuid[])
RETURNS TABLE (outcome text, at_revision integer, at_transaction xid8, at_position bigint)
LANGUAGE plpgsql AS $outcome$
DECLARE
  stands uuid[];
  actual integer;
BEGIN
  SELECT array_agg(id ORDER BY revision) INTO stands FROM ${schema}.events
  WHERE stream = asked_stream AND revision > expected AND revision <= expected + cardinality(asked_ids);
  IF stands = asked_ids THEN
    -- The same events at the same revision: a repeated append.
    RETURN QUERY SELECT 'repeated', revision, transaction, position FROM ${schema}.events
    WHERE stream = asked_stream AND revision = expected + cardinality(asked_ids);
    RETURN;
  END IF;
  SELECT coalesce(max(revision), -1) INTO actual FROM ${schema}.events WHERE stream = asked_stream;
  IF actual = expected THEN
    -- The event before belongs to a transaction that began after this one.
    RAISE serialization_failure USING MESSAGE = 'the stream has moved on in a later transaction';
  END IF;
  RETURN QUERY SELECT 'conflict', actual, NULL::xid8, NULL::bigint;
END $outcome$;
`;
