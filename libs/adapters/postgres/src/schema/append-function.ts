/**
 * Stores appends, each to one stream, in one transaction; one row is answered for each, in their order.
 * Append number i is `sizes[i]` events long; events stand one after the other in the last four arrays.
 *
 * `outcome` is `appended`, `repeated` (its events stand there already) or `conflict`; revision, transaction and
 * position are those of its last event, or of a conflict the stream's last revision. Raises serialization_failure
 * where the whole has to be sent again.
 */
export const appendFunctionSql = (schema: string): string => `
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
    -- Whoever is first at a revision has it: others wait here until that one has committed, and get nothing. With the
    -- event before it, and written no later than this one, a stream has no gaps and is delivered in its order (I11).
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
      -- Nobody else can be here: only who has the first may go on after it.
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
    -- The very same events at the very same place: an append that comes again.
    RETURN QUERY SELECT 'repeated', revision, transaction, position FROM ${schema}.events
    WHERE stream = asked_stream AND revision = expected + cardinality(asked_ids);
    RETURN;
  END IF;
  SELECT coalesce(max(revision), -1) INTO actual FROM ${schema}.events WHERE stream = asked_stream;
  IF actual = expected THEN
    -- The event before was written by a transaction that began later than this one.
    RAISE serialization_failure USING MESSAGE = 'the stream has moved on in a later transaction';
  END IF;
  RETURN QUERY SELECT 'conflict', actual, NULL::xid8, NULL::bigint;
END $outcome$;
`;
