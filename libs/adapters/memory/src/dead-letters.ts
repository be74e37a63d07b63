import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';

export class MemoryDeadLetters implements DeadLetters {
  readonly #letters = new Map<string, DeadLetter>();

  async add(letter: DeadLetter): Promise<void> {
    this.#letters.set(letter.id, letter);
  }

  async list(limit: number): Promise<readonly DeadLetter[]> {
    return [...this.#letters.values()].sort((a, b) => (`${a.at}/${a.id}` < `${b.at}/${b.id}` ? -1 : 1)).slice(0, limit);
  }

  async count(): Promise<number> {
    return this.#letters.size;
  }

  async remove(id: string): Promise<void> {
    this.#letters.delete(id);
  }
}
