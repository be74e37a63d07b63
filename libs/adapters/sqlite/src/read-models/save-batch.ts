import type { CollectionShape } from './collection-schema.js';

/**
 * A document as its table holds it: id, JSON, sort key, then the values of the single-valued indexes and the JSON arrays
 * of the multi-valued ones, each in order of their names.
 */
export type DocumentRow = readonly [id: string, doc: string, sort: string, ...indexes: (string | null)[]];

/** The changes of one collection, as text: cheap to hand to another thread. */
export interface CollectionChanges extends CollectionShape {
  /** False while the view is being filled: its indexes are created afterwards, over all rows at once. */
  readonly isIndexed: boolean;
  /** Rows that are known not to be stored yet. */
  readonly inserts: readonly DocumentRow[];
  readonly puts: readonly DocumentRow[];
  readonly removes: readonly string[];
}

/** A view's state as it is stored; times in epoch milliseconds. */
export interface ViewRow {
  readonly key: string;
  readonly position: string | null;
  readonly isFilled: boolean;
  readonly followedAt: number | null;
}

/** Documents and the checkpoints that they stand for: stored in one transaction, or not at all. */
export interface SaveBatch {
  /** Keys of views that are removed before anything else. */
  readonly removed: readonly string[];
  /** Collections that are filled now, and get their indexes before the changes are written. */
  readonly filled: readonly CollectionShape[];
  readonly changes: readonly CollectionChanges[];
  readonly views: readonly ViewRow[];
}

export type SaveAnswer =
  { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly isDamage?: boolean };

/** Stores one batch at a time; the promise of `save` never rejects. */
export interface DocumentSaver {
  save(batch: SaveBatch): Promise<SaveAnswer>;
  close(): Promise<void>;
}
