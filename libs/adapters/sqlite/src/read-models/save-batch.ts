/** A document as its table holds it: id, JSON, sort key, then the values of its indexes in order of their names. */
export type DocumentRow = readonly [id: string, doc: string, sort: string, ...indexes: (string | null)[]];

/** What changed of one collection, as text: cheap to hand to another thread. */
export interface CollectionChanges {
  readonly collection: string;
  /** Names of its indexes, in order. */
  readonly indexes: readonly string[];
  /** Rows of which it is known that they are not there yet. */
  readonly inserts: readonly DocumentRow[];
  readonly puts: readonly DocumentRow[];
  readonly removes: readonly string[];
}

/** Documents and the checkpoints that they stand for: stored in one transaction, or not at all. */
export interface SaveBatch {
  readonly changes: readonly CollectionChanges[];
  readonly checkpoints: readonly (readonly [projection: string, position: string])[];
  /** Collections that are filled now, and get their indexes before anything else. */
  readonly filled: readonly { readonly collection: string; readonly indexes: readonly string[] }[];
}

export type SaveAnswer = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Stores one batch at a time; the promise of `save` never rejects. */
export interface DocumentSaver {
  save(batch: SaveBatch): Promise<SaveAnswer>;
  close(): Promise<void>;
}
