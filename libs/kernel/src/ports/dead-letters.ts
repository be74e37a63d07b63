import type { Instant } from '../json.js';

/** A message that a subscriber could not handle after all its tries. Kept until a person deals with it. */
export interface DeadLetter {
  /** `<subscriber>/<event id>`: the same failure again replaces it. */
  readonly id: string;
  readonly subscriber: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly stream: string;
  readonly revision: number;
  readonly reason: string;
  readonly tries: number;
  readonly at: Instant;
}

export interface DeadLetters {
  add(letter: DeadLetter): Promise<void>;
  list(limit: number): Promise<readonly DeadLetter[]>;
  count(): Promise<number>;
  remove(id: string): Promise<void>;
}
