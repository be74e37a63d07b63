import type { DocumentWrite } from '@bookonce/kernel/ports/read-models';
import type { AnyCollection } from './collection-schema.js';

interface UnsavedCollection {
  readonly collection: AnyCollection;
  /** Null: it was removed. */
  readonly docs: Map<string, object | null>;
}

/** Documents committed since the last save: each once, in its newest state. Collections are identified by their key. */
export class UnsavedDocuments {
  #fresh = new Map<string, UnsavedCollection>();
  #saving = new Map<string, UnsavedCollection>();
  #size = 0;

  /** Documents that no save has begun to store. */
  get size(): number {
    return this.#size;
  }

  add({ collection, id, doc }: DocumentWrite): void {
    let changes = this.#fresh.get(collection.key);
    if (changes === undefined) {
      changes = { collection, docs: new Map() };
      this.#fresh.set(collection.key, changes);
    }
    const before = changes.docs.size;
    changes.docs.set(id, doc);
    this.#size += changes.docs.size - before;
  }

  /** Undefined: the table has the document's state. */
  get(collection: string, id: string): object | null | undefined {
    const fresh = this.#fresh.get(collection)?.docs.get(id);
    return fresh === undefined ? this.#saving.get(collection)?.docs.get(id) : fresh;
  }

  /** Everything of one collection that is not in its table yet. */
  of(collection: string): ReadonlyMap<string, object | null> {
    const fresh = this.#fresh.get(collection)?.docs;
    const saving = this.#saving.get(collection)?.docs;
    if (fresh === undefined || saving === undefined) return fresh ?? saving ?? NOTHING;
    return new Map([...saving, ...fresh]);
  }

  /** Returns what a save stores now. It stays visible here until {@link saved}. */
  beginSave(): readonly UnsavedCollection[] {
    this.#saving = this.#fresh;
    this.#fresh = new Map();
    this.#size = 0;
    return [...this.#saving.values()];
  }

  saved(): void {
    this.#saving = new Map();
  }

  /** The last save stored nothing: the next one gets its documents again, with what changed meanwhile. */
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

  /** Forgets everything of a view that is removed. */
  forget(viewKey: string): void {
    for (const { collection, docs } of [...this.#fresh.values()]) {
      if (collection.view.key !== viewKey) continue;
      this.#size -= docs.size;
      this.#fresh.delete(collection.key);
    }
  }
}

const NOTHING: ReadonlyMap<string, object | null> = new Map();
