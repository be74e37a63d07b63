/**
 * Addresses and passwords of connected calendars, sealed. They are kept nowhere else, so that nobody can read a
 * calendar again once its secret is forgotten. Every method rejects with a `StoreUnavailableError` if the server is lost.
 */
export interface CalendarSecrets {
  /** Replaces what is stored for the calendar. */
  put(calendarId: string, sealed: string): Promise<void>;
  /** Null if nothing is stored. */
  get(calendarId: string): Promise<string | null>;
  forget(calendarId: string): Promise<void>;
}
