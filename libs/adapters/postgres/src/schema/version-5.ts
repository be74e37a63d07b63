/** Records of the calendar service beside history: sealed access data, and when calendars are read. */
export const version5Sql = (schema: string): string => `
CREATE TABLE ${schema}.calendar_secrets (calendar text PRIMARY KEY, sealed text NOT NULL);

-- Times are epoch milliseconds of the service's clock. hastened: when it was made due during the present lease.
CREATE TABLE ${schema}.calendar_polls (
  calendar text PRIMARY KEY,
  due bigint NOT NULL,
  hastened bigint,
  lease bigint NOT NULL DEFAULT 0,
  leased_until bigint NOT NULL DEFAULT 0,
  state json NOT NULL
);
CREATE INDEX calendar_polls_due ON ${schema}.calendar_polls (due);
`;
