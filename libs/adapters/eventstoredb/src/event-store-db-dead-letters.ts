import type { DeadLetter, DeadLetters, LetterPlace } from '@bookonce/kernel/ports/dead-letters';
import { PAGE_EVENTS } from '@bookonce/kernel/load-aggregate';
import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.js';
import type { StreamNames } from './stream-names.js';

const ADDED = 'DeadLetterAdded';
const REMOVED = 'DeadLetterRemoved';

/** Dead letters in one stream of additions and removals. The stream is truncated once the last letter is removed. */
export class EventStoreDbDeadLetters implements DeadLetters {
  readonly #stream: string;

  constructor(
    private readonly connection: Connection,
    names: StreamNames,
  ) {
    this.#stream = names.service('deadletters', 'all');
  }

  async add(letter: DeadLetter): Promise<void> {
    await this.#append(ADDED, letter);
  }

  async list(limit: number, after?: LetterPlace): Promise<readonly DeadLetter[]> {
    const { letters } = await this.#read();
    const later = [...letters.values()].filter((letter) => after === undefined || byTime(after, letter) < 0);
    return later.sort(byTime).slice(0, limit);
  }

  async find(id: string): Promise<DeadLetter | null> {
    return (await this.#read()).letters.get(id) ?? null;
  }

  async count(): Promise<number> {
    return (await this.#read()).letters.size;
  }

  async remove(id: string): Promise<void> {
    await this.#append(REMOVED, { id });
    const { letters, last } = await this.#read();
    // Letters added meanwhile are later in the stream, and stay.
    if (letters.size === 0) await this.connection.setMetadata(this.#stream, { truncateBefore: last + 1 });
  }

  async #append(type: string, data: object): Promise<void> {
    await this.connection.append(this.#stream, 'any', [{ id: randomUUID(), type, data: { ...data }, meta: {} }]);
  }

  async #read(): Promise<{ readonly letters: ReadonlyMap<string, DeadLetter>; readonly last: number }> {
    const letters = new Map<string, DeadLetter>();
    for (let last = -1; ;) {
      const page = { from: last + 1, backwards: false, limit: PAGE_EVENTS } as const;
      const events = await this.connection.readStream(this.#stream, page);
      for (const { type, data } of events) {
        const letter = data as DeadLetter;
        if (type === ADDED) letters.set(letter.id, letter);
        else letters.delete(letter.id);
      }
      last = events.at(-1)?.revision ?? last;
      if (events.length < PAGE_EVENTS) return { letters, last };
    }
  }
}

const byTime = (one: LetterPlace, other: LetterPlace): number =>
  one.at < other.at || (one.at === other.at && one.id < other.id)
    ? -1
    : one.id === other.id && one.at === other.at
      ? 0
      : 1;
