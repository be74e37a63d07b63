import type { Collection } from '@bookonce/kernel/ports/read-models';

export type AnyCollection = Collection<never>;

/** Names of the declared indexes, in order. */
export const indexesOf = (collection: AnyCollection): readonly string[] => Object.keys(collection.indexes).sort();

/** What the keys of a collection depend on: documents that were written under another shape are not found by it. */
export const shapeOf = (collection: AnyCollection): string => indexesOf(collection).join(' ');
