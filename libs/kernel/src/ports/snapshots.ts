import type { StreamName } from './event-store.js';

/** The folded state of a long stream at a revision, so that the cost of loading does not grow with history. */
export interface Snapshot {
  readonly revision: number;
  /** Id of the event at that revision; missing in snapshots of earlier releases. */
  readonly eventId?: string;
  /** Version of the state's shape. Snapshots of another version than the decider's are ignored. */
  readonly version: number;
  readonly state: unknown;
}

/** Snapshots are disposable: without one, the whole stream is read. */
export interface Snapshots {
  /** Returns the newest snapshot of a stream, or null. */
  load(stream: StreamName): Promise<Snapshot | null>;
  /** Replaces the stream's snapshot. */
  save(stream: StreamName, snapshot: Snapshot): Promise<void>;
}
