/**
 * A checksum for each event; null for events that were stored before. Processes of the release before still call
 * `append` with seven arguments, and their events have none either.
 */
export const version3Sql = (schema: string): string => `
ALTER TABLE ${schema}.events ADD COLUMN checksum integer;

${appendFunctionSql(schema)}
`;

/** As in version 1, with `checksums` as another array of the events of all appends in sequence. */
const appendFunctionSql = (schema: string): string => `
CREATE FUNCTION ${schema}.append(
  streams text[], expected bigint[], sizes integer[], ids uuid[], types text[], datas text[], metas text[],
  checksums integer[]
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
    INSERT INTO ${schema}.events (stream, revision, id, type, data, meta, checksum)
    SELECT streams[i], expected[i] + 1, ids[first], types[first], datas[first]::json, metas[first]::json,
      checksums[first]
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
      INSERT INTO ${schema}.events (stream, revision, id, type, data, meta, checksum)
      SELECT streams[i], at_revision + place, id, type, data::json, meta::json, checksum
      FROM unnest(
        ids[first + 1:last], types[first + 1:last], datas[first + 1:last], metas[first + 1:last],
        checksums[first + 1:last]
      ) WITH ORDINALITY AS event (id, type, data, meta, checksum, place)
      ORDER BY place;
      SELECT revision, position INTO at_revision, at_position
      FROM ${schema}.events WHERE stream = streams[i] AND revision = at_revision + sizes[i] - 1;
    END IF;
    RETURN NEXT;
    first := last + 1;
  END LOOP;
END $append$;
`;
