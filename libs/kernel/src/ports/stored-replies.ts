/** The reply to a POST with an `Idempotency-Key`, as it is stored and sent again. */
export interface StoredReply {
  readonly status: number;
  readonly body: string;
  readonly headers: { readonly [name: string]: string };
}

export type ReplyLookup =
  /** The key is new. It is claimed for the caller's body now. */
  | { readonly state: 'unknown' }
  /** The key was used with the same body before, and this was the reply. */
  | { readonly state: 'replied'; readonly reply: StoredReply }
  /** The key was used with the same body before. The request is in flight, or its reply was lost. */
  | { readonly state: 'begun' }
  /** The key was used with another body before. */
  | { readonly state: 'different' };

/**
 * Stores for 24 h which reply a key got (I8). Keys and bodies are given as hashes, times as epoch milliseconds. Every
 * method rejects with `ReadModelsUnavailableError` when the server is lost.
 */
export interface StoredReplies {
  /** Looks a key up, and claims it for this body if it is unknown, in one atomic step. */
  begin(keyHash: string, bodyHash: string, nowMs: number): Promise<ReplyLookup>;
  /** Stores the reply of a claimed key. */
  complete(keyHash: string, reply: StoredReply, nowMs: number): Promise<void>;
  /**
   * Releases a key that got no reply, e.g. after a 503, so that a retry may use another body. Resolves with whether this
   * call released it: of several at the same time, one does.
   */
  abandon(keyHash: string): Promise<boolean>;
}

export const REPLIES_KEPT_MS = 24 * 60 * 60 * 1000;
