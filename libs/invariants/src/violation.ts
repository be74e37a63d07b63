import type { StreamName } from '@bookonce/kernel/ports/event-store';

/** The invariants that stored events alone can break. */
export type InvariantName = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I11' | 'I21' | 'I22' | 'I23';

export interface Violation {
  readonly invariant: InvariantName;
  /** The stream with the wrong event, or with one too few. */
  readonly stream: StreamName;
  /** A sentence or two for an operator. */
  readonly detail: string;
}

export type Report = (invariant: InvariantName, stream: StreamName, detail: string) => void;
