import type { EventStore, StreamName } from '@bookonce/kernel/ports/event-store';

/** An adapter opened for one test, with its clean-up. */
export interface Opened<Port> {
  readonly port: Port;
  /** Closes and reopens it on the same storage; omitted if nothing is stored. */
  readonly reopen?: () => Promise<Port>;
  readonly cleanUp?: () => Promise<void> | void;
}

export interface OpenedEventStore extends Opened<EventStore> {
  /**
   * Changes one part of a stored event beneath the store, as damage does: replaces the part by `change` of it. Omitted if
   * the test has no access to what is stored.
   */
  readonly damage?: (stream: StreamName, revision: number, part: EventPart, change: Change) => Promise<void> | void;
}

/** Parts of an event that are stored as text; `data` and `meta` are JSON. */
export type EventPart = 'id' | 'type' | 'data' | 'meta';
export type Change = (text: string) => string;

export type Open<Port> = () => Promise<Opened<Port>> | Opened<Port>;
