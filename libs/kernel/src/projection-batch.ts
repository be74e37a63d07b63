import { DocumentCache } from './document-cache.js';
import type { StoredEvent } from './ports/event-store.js';
import type { Collection, DocumentWrite, ReadModels } from './ports/read-models.js';
import type { DocumentProjection, Projector } from './projector.js';

interface Slot {
  readonly collection: Collection<never>;
  readonly id: string;
  doc: object | null;
}

/** Documents that the last batches changed: most events change one of them again. */
const CACHED_DOCUMENTS = 20_000;
const CHECKED_STREAMS = 50_000;

/**
 * Folds events over documents in memory, and returns each changed document once. It caches committed documents, so each
 * projector has one batch object at a time.
 */
export class ProjectionBatch {
  /** By collection and id. */
  #changed = new Map<string, Map<string, Slot>>();
  readonly #committed = new DocumentCache<Slot>(CACHED_DOCUMENTS);
  #revisions = new Map<string, number>();

  constructor(
    private readonly projector: Projector,
    private readonly readModels: ReadModels,
  ) {
    const { view, documents } = projector;
    const stray = documents.find(({ collection }) => collection.view.key !== view.key);
    if (stray !== undefined) throw new Error(`${view.key} must not write ${stray.collection.key} of another view`);
  }

  async apply(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      this.#expectNext(event);
      for (const projection of this.projector.documents) {
        const { collection, evolve } = projection as unknown as DocumentProjection<object>;
        for (const id of projection.idsOf(event)) {
          // No await for a document in memory: filling a view folds a hundred thousand events a second.
          const isNew = event.revision === 0 && projection.ofOneStream === true;
          const slot =
            this.#changed.get(collection.key)?.get(id) ??
            this.#remembered(collection, id) ??
            (isNew ? slotOf(collection, id, null) : await this.#read(collection, id));
          slot.doc = evolve(slot.doc, event, id);
          this.#changedOf(collection).set(id, slot);
        }
      }
    }
  }

  /** Returns the changed documents since the last commit. */
  writes(): readonly DocumentWrite[] {
    return [...this.#changed.values()].flatMap((slots) =>
      Array.from(slots.values(), ({ collection, id, doc }) => ({ collection, id, doc })),
    );
  }

  /** Records that the writes are stored. */
  committed(): void {
    for (const [collection, slots] of this.#changed) {
      for (const [id, slot] of slots) this.#committed.set(collection, id, slot);
    }
    this.#changed = new Map();
  }

  #changedOf({ key }: Collection<object>): Map<string, Slot> {
    const known = this.#changed.get(key);
    if (known !== undefined) return known;
    const made = new Map<string, Slot>();
    this.#changed.set(key, made);
    return made;
  }

  #remembered({ key }: Collection<object>, id: string): Slot | undefined {
    const slot = this.#committed.get(key, id);
    // A copy, so that a failed batch leaves the committed state in the cache.
    return slot === undefined ? undefined : { ...slot };
  }

  async #read(collection: Collection<object>, id: string): Promise<Slot> {
    return slotOf(collection, id, await this.readModels.get(collection, id));
  }

  /** Applies revision r + 1 only after r (I11). A stream's first event may have any revision: earlier ones are committed. */
  #expectNext(event: StoredEvent): void {
    const last = this.#revisions.get(event.stream);
    if (last !== undefined && event.revision !== last + 1) {
      throw new Error(`${this.projector.view.key}: ${event.stream} went from revision ${last} to ${event.revision}`);
    }
    if (this.#revisions.size >= CHECKED_STREAMS) this.#revisions = new Map();
    this.#revisions.set(event.stream, event.revision);
  }
}

const slotOf = (collection: Collection<object>, id: string, doc: object | null): Slot => ({
  collection,
  id,
  doc,
});
