import type { StoredEvent } from './ports/event-store.js';
import type { Collection, View } from './ports/read-models.js';

/** How one kind of document follows from events: pure, so that a rebuilt view equals the live one (I13). */
export interface DocumentProjection<Doc extends object> {
  readonly collection: Collection<Doc>;
  /**
   * Each document derives from one stream alone, so that the first event of a stream cannot find any: nothing is
   * read for it.
   */
  readonly ofOneStream?: true;
  /** Ids of the documents that this event changes; most events change none or one. */
  readonly idsOf: (event: StoredEvent) => readonly string[];
  /** Total, like a decider's evolve. Null means that there is no such document. */
  readonly evolve: (doc: Doc | null, event: StoredEvent, id: string) => Doc | null;
}

/** Changes read models and nothing else, so it can be thrown away and rebuilt. */
export interface Projector {
  readonly kind: 'projector';
  /** The derived view, at its version. All collections of `documents` are in it. */
  readonly view: View;
  /** Categories whose events change the documents. */
  readonly categories: readonly string[];
  /**
   * Categories whose events change nothing here. The checkpoint advances promptly for them, so a reader that has seen
   * such an event never waits for this view.
   */
  readonly advancesWith?: readonly string[];
  // A projector holds projections of several document types; each is consistent in itself.
  readonly documents: readonly DocumentProjection<never>[];
}

/**
 * Has an effect in the world (mail, webhook, command), so it cannot be rebuilt: a replay through it would
 * repeat the effect (I14). A separate type, so that handing one to `rebuild` does not compile.
 */
export interface Reactor {
  readonly kind: 'reactor';
  readonly name: string;
  readonly react: (event: StoredEvent) => Promise<void>;
}

/** Widens a projection for a projector's list; `evolve` is only ever called with its own documents. */
export const documentsOf = <Doc extends object>(projection: DocumentProjection<Doc>): DocumentProjection<never> =>
  projection as unknown as DocumentProjection<never>;
