import type { Collection, DocumentWrite } from '@bookonce/kernel/ports/read-models';

export type AnyCollection = Collection<never>;

interface UnsavedCollection {
  readonly collection: AnyCollection;
  /** Null: it was removed. */
  readonly docs: Map<string, object | null>;
}

/** What was committed since the last save: the newest state of each document, once. */
export class UnsavedDocuments {
  #fresh = new Map<string, UnsavedCollection>();
  #saving = new Map<string, UnsavedCollection>();
  #size = 0;

  /** Documents that no save has begun to store. */
  get size(): number {
    return this.#size;
  }

  add({ collection, id, doc }: DocumentWrite): void {
    let changes = this.#fresh.get(collection.name);
    if (changes === undefined) {
      changes = { collection, docs: new Map() };
      this.#fresh.set(collection.name, changes);
    }
    const before = changes.docs.size;
    changes.docs.set(id, doc);
    this.#size += changes.docs.size - before;
  }

  /** Undefined where the table tells. */
  get(collection: string, id: string): object | null | undefined {
    const fresh = this.#fresh.get(collection)?.docs.get(id);
    return fresh === undefined ? this.#saving.get(collection)?.docs.get(id) : fresh;
  }

  /** Everything of one collection that the table does not tell yet. */
  of(collection: string): ReadonlyMap<string, object | null> {
    const fresh = this.#fresh.get(collection)?.docs;
    const saving = this.#saving.get(collection)?.docs;
    if (fresh === undefined || saving === undefined) return fresh ?? saving ?? NOTHING;
    return new Map([...saving, ...fresh]);
  }

  /** Hands over what is to be saved now; it stays visible here until it is {@link saved}. */
  beginSave(): readonly UnsavedCollection[] {
    this.#saving = this.#fresh;
    this.#fresh = new Map();
    this.#size = 0;
    return [...this.#saving.values()];
  }

  saved(): void {
    this.#saving = new Map();
  }

  /** Nothing of the last save was stored: it comes again, with what changed meanwhile. */
  notSaved(): void {
    const [older, newer] = [this.#saving, this.#fresh];
    this.#saving = new Map();
    this.#fresh = new Map();
    this.#size = 0;
    for (const changes of [older, newer]) {
      for (const { collection, docs } of changes.values()) {
        for (const [id, doc] of docs) this.add({ collection, id, doc });
      }
    }
  }

  /** Of a collection that is thrown away. */
  forget(collection: string): void {
    this.#size -= this.#fresh.get(collection)?.docs.size ?? 0;
    this.#fresh.delete(collection);
    this.#saving.delete(collection);
  }
}

const NOTHING: ReadonlyMap<string, object | null> = new Map();
