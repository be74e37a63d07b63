/** The stored answer to a POST with an `Idempotency-Key`. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: { readonly [name: string]: string };
}

export type AnswerLookup =
  | { readonly state: 'unknown' }
  /** Seen before with the same body, and answered. */
  | { readonly state: 'answered'; readonly answer: StoredAnswer }
  /** Seen before with the same body; its answer is not known (in work, or the server was lost meanwhile). */
  | { readonly state: 'begun' }
  /** Seen before with another body. */
  | { readonly state: 'different' };

/**
 * Remembers for 24 h what was answered to which key (I8). Keys and bodies are stored as hashes.
 * Methods throw `ReadModelsUnavailableError` when the server that remembers is lost.
 */
export interface Answers {
  /** Claims the key for this body if it is unknown; one atomic step. */
  begin(keyHash: string, bodyHash: string, nowMs: number): Promise<AnswerLookup>;
  complete(keyHash: string, answer: StoredAnswer, nowMs: number): Promise<void>;
  /** Gives an unanswered key back, e.g. after a 503, so that a retry with another body is not refused. */
  abandon(keyHash: string): Promise<void>;
}

export const ANSWERS_KEPT_MS = 24 * 60 * 60 * 1000;
