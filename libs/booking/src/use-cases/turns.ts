/** Lets work with the same key take turns, in the order of arrival. Work with other keys runs concurrently. */
export class Turns {
  /** The last work of each key that has not ended. */
  readonly #last = new Map<string, Promise<void>>();

  /** Settles as the work does. Work that fails ends its turn, too. Without anybody before it, the work begins at once. */
  async take(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.#last.get(key);
    const turn = before === undefined ? work() : before.then(work, work);
    this.#last.set(key, turn);
    try {
      await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
