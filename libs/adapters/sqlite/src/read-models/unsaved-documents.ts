import type { DocumentWrite } from '@bookonce/kernel/ports/read-models';
import type { AnyCollection } from './collection-schema.js';

interface UnsavedCollection {
  readonly collection: AnyCollection;
  /** Null: it was removed. */
  readonly docs: Map<string, object | null>;
}

/** Documents that are not in their table yet; null: removed. They are looked through for every list, so not copied. */
export interface Unsaved {
  /** Undefined: the table has the document's state. */
  get(id: string): object | null | undefined;
  forEach(visit: (id: string, doc: object | null) => void): void;
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
  of(collection: string): Unsaved {
    const fresh = this.#fresh.get(collection)?.docs ?? NOTHING;
    const saving = this.#saving.get(collection)?.docs ?? NOTHING;
    return {
      get: (id) => (fresh.has(id) ? fresh.get(id) : saving.get(id)),
      forEach: (visit) => {
        fresh.forEach((doc, id) => visit(id, doc));
        saving.forEach((doc, id) => {
          if (!fresh.has(id)) visit(id, doc);
        });
      },
    };
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
