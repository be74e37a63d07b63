/**
 * Small facts about a history as a whole, such as which secret key it was written with. They are kept beside the events,
 * as durably, and are no part of an export. Every method rejects with a `StoreUnavailableError` when the server is lost.
 */
export interface HistoryProperties {
  /** Returns null if the property was never set, or was removed. */
  get(name: string): Promise<string | null>;
  /** Sets the property unless it is set, and returns the value that it has from then on: of concurrent calls, one wins. */
  setOnce(name: string, value: string): Promise<string>;
  /** Overwrites the property, whatever it was. */
  replace(name: string, value: string): Promise<void>;
  /** Removes the property. It can be set once more. */
  remove(name: string): Promise<void>;
}
