/** The events of bookings that were written to calendars of hosts. `ends` is an instant, which sorts as text. */
export const version6Sql = (schema: string): string => `
CREATE TABLE ${schema}.written_events (
  calendar text NOT NULL,
  booking text NOT NULL,
  ends text COLLATE "C" NOT NULL,
  event json NOT NULL,
  PRIMARY KEY (calendar, booking)
);
CREATE INDEX written_events_booking ON ${schema}.written_events (booking);
CREATE INDEX written_events_ends ON ${schema}.written_events (calendar, ends);
`;
