/** One thing that happened to a link or its booking, in words a host understands. */
export interface HistoryEntry {
  /** The event's type. */
  readonly type: string;
  readonly at: string;
  readonly by: string;
  /** The actor's id, if the event has one. */
  readonly actorId?: string;
  readonly data: { readonly summary: string; readonly [key: string]: unknown };
}
