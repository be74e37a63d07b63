import { UnavailableError } from '../outage.js';
import type { Position } from './event-store.js';

/**
 * The documents that one projector derives, at one version of it. Each version has documents, a checkpoint and a lease
 * of its own, so a new release can fill its views while the release before serves from its own.
 */
export interface View {
  /** Letters and digits only. */
  readonly name: string;
  /** Raised whenever the documents or their indexes change: another `evolve`, a new index, a new collection. */
  readonly version: number;
  /** `<name>@<version>`: names the view in storage, leases, logs and health. */
  readonly key: string;
}

/** The only place where a view's key is put together; {@link viewOfKey} takes it apart again. */
export const defineView = (name: string, version: number): View => ({ name, version, key: `${name}@${version}` });

export const viewOfKey = (key: string): View => {
  const at = key.lastIndexOf('@');
  return defineView(key.slice(0, at), Number(key.slice(at + 1)));
};

/**
 * How a document is found: by the one value that the function returns (null leaves the document out), or by each of the
 * values that `eachOf` returns.
 */
export type Index<Doc extends object> =
  ((doc: Doc) => string | null) | { readonly eachOf: (doc: Doc) => readonly string[] };

/** A kind of document in a view. */
export interface Collection<Doc extends object> {
  readonly view: View;
  readonly name: string;
  /** `<view key>/<name>`: unique among all collections of all versions. */
  readonly key: string;
  /** Values that a document is found by, besides its id. */
  readonly indexes: { readonly [index: string]: Index<Doc> };
  /** Orders lists, usually an instant; ties are broken by id. */
  readonly sortKey: (doc: Doc) => string;
}

export const defineCollection = <Doc extends object>(
  view: View,
  definition: Pick<Collection<Doc>, 'name' | 'indexes' | 'sortKey'>,
): Collection<Doc> => ({ ...definition, view, key: `${view.key}/${definition.name}` });

/** Values that the document is found by in this index, each once. */
export const indexValues = <Doc extends object>(index: Index<Doc> | undefined, doc: Doc): readonly string[] => {
  if (index === undefined) return [];
  if (typeof index === 'object') return [...new Set(index.eachOf(doc))];
  const value = index(doc);
  return value === null ? [] : [value];
};

/** Whether the document is found under `value` of an index. */
export const isIndexedUnder = <Doc extends object>(index: Index<Doc> | undefined, doc: Doc, value: string): boolean =>
  typeof index === 'function' ? index(doc) === value : indexValues(index, doc).includes(value);

/** Names of the declared indexes, in order. Documents stored with others cannot be found by them. */
export const indexNames = ({ indexes }: Pick<Collection<never>, 'indexes'>): readonly string[] =>
  Object.keys(indexes).sort();

export interface ListQuery {
  /** Each of these indexes must hold this value. */
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
  /** The whole new document; null removes it. */
  readonly doc: object | null;
}

/** A view that storage holds, of this release or of another. */
export interface StoredView {
  readonly view: View;
  readonly checkpoint: Position | null;
  readonly isFilled: boolean;
  /** Epoch milliseconds of the last {@link ReadModels.markFollowed}; null when there was none. */
  readonly followedAt: number | null;
  /**
   * Another text whenever the documents have started from nothing. A filled view with a new epoch includes everything
   * that history held when it was filled.
   */
  readonly epoch: string;
  /**
   * Names of the indexes of each stored collection, in order; only of storage that several releases share and that does
   * not follow a changed index by itself.
   */
  readonly indexes?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Derived documents. Removing them loses no fact (I16). Documents and checkpoint of a view change in one atomic commit,
 * so a crash neither loses nor repeats an event. Every method rejects with {@link ReadModelsUnavailableError} when the
 * server is lost.
 */
export interface ReadModels {
  get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null>;
  /** Returns the documents whose id is in `[fromId, toId]`, ordered by id. */
  range<Doc extends object>(collection: Collection<Doc>, fromId: string, toId: string): Promise<readonly Doc[]>;
  /** Rejects with {@link InvalidCursorError} if this list did not return the cursor. */
  list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>>;
  /** Yields every document in ascending order of id, for rebuilding and hashing. */
  scan<Doc extends object>(collection: Collection<Doc>): AsyncIterable<{ readonly id: string; readonly doc: Doc }>;

  /** Returns the position of the last event that the view's documents include. */
  checkpoint(view: View): Promise<Position | null>;
  /**
   * Writes documents and checkpoint of a view in one atomic step. A position at or below the checkpoint is a duplicate
   * and writes nothing (I11).
   *
   * `after` is the checkpoint that the documents were folded on, as this port returned it when the folding began. If
   * another checkpoint is stored by now (another instance projects the same view, or the server lost data), nothing is
   * written and the call rejects with {@link CheckpointMovedError}; the caller then starts again from the stored
   * checkpoint. Only a caller that alone writes the view may leave `after` out. Storage that several releases share
   * rejects with {@link ReshapedViewError} if the view holds documents with other indexes.
   */
  commit(view: View, writes: readonly DocumentWrite[], position: Position, after?: Position | null): Promise<void>;

  /**
   * Records that the view has reached the end of history, on the documents whose checkpoint this port returned to the
   * caller. Rejects with {@link CheckpointMovedError} if those documents are gone.
   */
  markFilled(view: View): Promise<void>;
  /**
   * Whether the view has reached the end of history since its documents were last started from nothing. Until then its
   * documents may be older than what a reader has seen before (I9). At once, if the answer is in memory.
   */
  isFilled(view: View): boolean | Promise<boolean>;

  /** Returns every view that storage holds, of all versions, ordered by key. */
  views(): Promise<readonly StoredView[]>;
  /** Records that a running process keeps these views current. `at`: epoch milliseconds. Views not stored are skipped. */
  markFollowed(views: readonly View[], at: number): Promise<void>;
  /** Removes a view: its documents, its checkpoint, and the entry in {@link views}. */
  remove(view: View): Promise<void>;

  /** Resolves with true once all views have committed `position`, or with false after `timeoutMs`. */
  waitFor(views: readonly View[], position: Position, timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export class ReadModelsUnavailableError extends UnavailableError {
  override readonly name: string = 'ReadModelsUnavailableError';
}

/**
 * The stored documents have other indexes than this release's collection: they were changed without a new version of the
 * view. Documents of the other release stay as they are, because its processes may still read and write them.
 */
export class ReshapedViewError extends ReadModelsUnavailableError {
  override readonly name = 'ReshapedViewError';

  constructor(
    readonly view: View,
    collection: string,
  ) {
    super(
      `view ${view.key} is stored with other indexes of "${collection}" than this release has; ` +
        'a changed index needs a higher version of its view',
    );
  }
}

/** The batch was folded on another checkpoint than the stored one. Nothing of it was written. */
export class CheckpointMovedError extends Error {
  override readonly name = 'CheckpointMovedError';

  constructor(
    readonly view: View,
    options?: ErrorOptions,
  ) {
    super(`${view.key}: the stored checkpoint is not the one that this batch was folded on`, options);
  }
}

/** The cursor was not returned by this list. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}
