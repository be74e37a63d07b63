import type { Result } from '@bookonce/kernel/result';

/** A command took effect (now or before). `position`: a reader that has reached it sees the effect. */
export interface Done {
  readonly position: string | null;
}

/** The stream kept changing: nothing was stored, the same command may be sent again. */
export interface ConflictRefusal {
  readonly kind: 'conflict';
}

export type CommandReply<Refusal, Value extends Done = Done> = Result<Value, Refusal | ConflictRefusal>;
