/** Ids and randomness as a port, so that domain and simulator stay deterministic. */
export interface Ids {
  /** Returns a random UUID. */
  uuid(): string;
  /** Returns a UUID that is a function of `name` alone (RFC 9562 version 8 over SHA-256). */
  derive(name: string): string;
  /** Returns `length` base62 characters from a CSPRNG. */
  token(length: number): string;
}
