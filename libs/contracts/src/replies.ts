import type { Result } from '@bookonce/kernel/result';

/** A command took effect (now or before). `position`: a reader that has reached it sees the effect. */
export interface Done {
  readonly position: string | null;
}

/** The stream kept changing. Nothing was stored, and a retry is safe. */
export interface ConflictRefusal {
  readonly kind: 'conflict';
}

/** One field of a command that its caller has to correct; `path` as in the HTTP API, such as `links.3.expiresAt`. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
  /** Names the fault for clients that explain it in words of their own. */
  readonly kind?: string;
}

/** The command contradicts what is stored or what time it is: nothing was stored, and it must be corrected. */
export interface InvalidRefusal {
  readonly kind: 'invalid';
  readonly errors: readonly FieldError[];
}

/** `position`: a reader that has reached it sees what the refusal states (I9). Left out if no view shows it. */
export interface Refused {
  readonly position?: string | null;
}

export type CommandReply<Refusal, Value extends Done = Done> = Result<Value, (Refusal | ConflictRefusal) & Refused>;
