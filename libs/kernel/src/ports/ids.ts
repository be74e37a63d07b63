/** Identity and randomness, handed in so that domain and simulator stay deterministic. */
export interface Ids {
  /** A random UUID. */
  uuid(): string;
  /** A UUID that is a function of `name` alone (RFC 9562 version 8 over SHA-256). */
  derive(name: string): string;
  /** `length` base62 characters from a CSPRNG. */
  token(length: number): string;
}
