import type { StreamName } from './event-store.js';

/** The folded state of a long stream at a revision, so that loading does not grow with history. Disposable. */
export interface Snapshot {
  readonly revision: number;
  /** Version of the state's shape: another version than the decider's is ignored. */
  readonly version: number;
  readonly state: unknown;
}

export interface Snapshots {
  load(stream: StreamName): Promise<Snapshot | null>;
  save(stream: StreamName, snapshot: Snapshot): Promise<void>;
}
