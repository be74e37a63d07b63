import type { Position } from './event-store.js';

/** A kind of document in the read models: what it is called and what it can be found by. */
export interface Collection<Doc extends object> {
  readonly name: string;
  /** Values a document is found by, besides its id; null leaves it out of that index. */
  readonly indexes: { readonly [index: string]: (doc: Doc) => string | null };
  /** Orders lists; ties are broken by id. An instant, usually. */
  readonly sortKey: (doc: Doc) => string;
}

export interface ListQuery {
  /** All of these indexes must hold these values. */
  readonly where?: { readonly [index: string]: string };
  /** `desc` (newest first) when left out. */
  readonly order?: 'asc' | 'desc';
  /** Only documents whose sort key is at most this. */
  readonly upToSortKey?: string;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
}

export interface Page<Doc> {
  readonly items: readonly Doc[];
  readonly nextCursor: string | null;
}

export interface DocumentWrite {
  readonly collection: Collection<never>;
  readonly id: string;
  /** The new document as a whole; null removes it. */
  readonly doc: object | null;
}

/**
 * Derived documents, disposable: wiping them loses no fact (I16). Each projection owns its collections and
 * one checkpoint, and both change in one atomic commit, so a crash can neither lose nor double an event.
 * Methods throw {@link ReadModelsUnavailableError} when the server is lost.
 */
export interface ReadModels {
  get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null>;
  /** Documents whose id is in `[fromId, toId]`, by id. */
  range<Doc extends object>(collection: Collection<Doc>, fromId: string, toId: string): Promise<readonly Doc[]>;
  list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>>;
  /** Ids in ascending order with their documents, for rebuilding and hashing. */
  scan<Doc extends object>(collection: Collection<Doc>): AsyncIterable<{ readonly id: string; readonly doc: Doc }>;

  checkpoint(projection: string): Promise<Position | null>;
  /**
   * Writes documents and checkpoint in one atomic step. A position at or below the checkpoint writes nothing:
   * it was there before, and a duplicate does nothing (I11).
   *
   * `after` is the checkpoint that the documents were folded on, as this port told it when the folding began.
   * Where another one is stored by now (somebody else projects too, or the server lost what it had), nothing is
   * written and {@link CheckpointMovedError} is thrown: whoever folded it has to begin again at the checkpoint.
   * Left out by who is alone in writing the projection.
   */
  commit(
    projection: string,
    writes: readonly DocumentWrite[],
    position: Position,
    after?: Position | null,
  ): Promise<void>;
  /** The projection has reached the end of history, on the documents that this port told the checkpoint of. */
  markWhole(projection: string): Promise<void>;
  /**
   * Whether the documents have shown all of history since they began anew. False while a server that lost them is being
   * filled: what it shows then was true once. Always true where nothing is served before that.
   */
  isWhole(projection: string): Promise<boolean>;
  /** Forgets the checkpoint and all documents of the collections. */
  wipe(projection: string, collections: readonly Collection<never>[]): Promise<void>;
  /** True when all `projections` have committed `position`, or false after `timeoutMs`. */
  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export class ReadModelsUnavailableError extends Error {
  override readonly name = 'ReadModelsUnavailableError';
}

/** The batch was folded on another checkpoint than the one that is stored: none of it was written. */
export class CheckpointMovedError extends Error {
  override readonly name = 'CheckpointMovedError';

  constructor(
    readonly projection: string,
    options?: ErrorOptions,
  ) {
    super(`${projection}: the checkpoint is not where this batch began`, options);
  }
}

/** A cursor that this list never gave out. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}
