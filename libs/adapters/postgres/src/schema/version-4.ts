/**
 * Deliveries that wait. After its end, a delivery keeps its id for a while and nothing else. `due` is also when a claim
 * runs out. Times are epoch ms of the callers' clocks.
 */
export const version4Sql = (schema: string): string => `
CREATE TABLE ${schema}.deliveries (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE,
  kind text NOT NULL,
  subject text NOT NULL,
  payload json,
  added bigint NOT NULL,
  due bigint NOT NULL,
  claim bigint,
  attempts integer NOT NULL DEFAULT 0,
  ended bigint
);
CREATE INDEX deliveries_waiting ON ${schema}.deliveries (kind, subject, number) WHERE ended IS NULL;
CREATE INDEX deliveries_due ON ${schema}.deliveries (kind, due) WHERE ended IS NULL;
CREATE INDEX deliveries_ended ON ${schema}.deliveries (ended) WHERE ended IS NOT NULL;
CREATE SEQUENCE ${schema}.delivery_claims;
`;
