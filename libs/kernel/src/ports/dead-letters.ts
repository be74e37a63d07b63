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

/** A letter's place in the order of time; letters of one time are ordered by id. */
export type LetterPlace = Pick<DeadLetter, 'at' | 'id'>;

export interface DeadLetters {
  /** Stores a letter, in place of one with the same id. */
  add(letter: DeadLetter): Promise<void>;
  /** Returns at most `limit` letters, oldest first. `after`: the last letter of the page before, which may be gone by now. */
  list(limit: number, after?: LetterPlace): Promise<readonly DeadLetter[]>;
  /** Returns one letter; null if there is none. */
  find(id: string): Promise<DeadLetter | null>;
  count(): Promise<number>;
  remove(id: string): Promise<void>;
}
