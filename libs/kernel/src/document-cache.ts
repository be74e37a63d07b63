/**
 * Keeps about the `capacity` most recently used documents, in two generations like `LruCache`. By collection and id,
 * because joining both into one key for each look would cost more than the look.
 */
export class DocumentCache<Value> {
  #young = new Map<string, Map<string, Value>>();
  #old = new Map<string, Map<string, Value>>();
  /** Entries of the young generation. */
  #size = 0;

  constructor(private readonly capacity: number) {}

  get(collection: string, id: string): Value | undefined {
    const young = this.#young.get(collection)?.get(id);
    if (young !== undefined) return young;
    const old = this.#old.get(collection)?.get(id);
    if (old !== undefined) this.set(collection, id, old);
    return old;
  }

  set(collection: string, id: string, value: Value): void {
    let entries = this.#young.get(collection);
    if (entries === undefined) {
      entries = new Map();
      this.#young.set(collection, entries);
    }
    const before = entries.size;
    entries.set(id, value);
    this.#size += entries.size - before;
    if (this.#size * 2 < this.capacity) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }

  delete(collection: string, id: string): void {
    if (this.#young.get(collection)?.delete(id) === true) this.#size -= 1;
    this.#old.get(collection)?.delete(id);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#size = 0;
  }
}
