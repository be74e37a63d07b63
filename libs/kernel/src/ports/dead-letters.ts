import type { Instant } from '../json.js';

/** An event that a subscriber could not handle in any of its tries. It is kept until an operator removes it. */
export interface DeadLetter {
  /** `<subscriber>/<event id>`. The same failure again replaces the letter. */
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
  /** Stores a letter, in place of one with the same id. */
  add(letter: DeadLetter): Promise<void>;
  /** Returns at most `limit` letters. */
  list(limit: number): Promise<readonly DeadLetter[]>;
  count(): Promise<number>;
  remove(id: string): Promise<void>;
}
