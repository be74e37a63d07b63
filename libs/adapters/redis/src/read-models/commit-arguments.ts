import { indexValues, type Collection, type DocumentWrite } from '@bookonce/kernel/ports/read-models';
import { orderedText, SEPARATOR } from './ordered-text.js';
import { placeOf } from './place.js';

type AnyCollection = Collection<never>;

/** Names of the declared indexes, in order. */
const indexesOf = (collection: AnyCollection): readonly string[] => Object.keys(collection.indexes).sort();

/** The part of a collection that its keys depend on: documents written with another shape are not found with this one. */
const shapeOf = (collection: AnyCollection): string => indexesOf(collection).join(' ');

/** Returns the arguments of the commit script: the collections with their shapes, then each document. */
export const argumentsOf = (writes: readonly DocumentWrite[]): readonly (string | number)[] => {
  const collections = [...new Map(writes.map(({ collection }) => [collection.name, collection])).values()];
  const numbers = new Map(collections.map(({ name }, index) => [name, index + 1]));
  const args: (string | number)[] = [collections.length];
  for (const collection of collections) args.push(collection.name, shapeOf(collection));
  for (const { collection, id, doc } of writes) {
    args.push(numbers.get(collection.name) ?? 0, orderedText(id));
    if (doc === null) args.push('');
    else args.push(JSON.stringify(doc), ...entryOf(collection, id, doc));
  }
  return args;
};

/** Returns the document's place, and its values in each index as one text. */
const entryOf = (collection: AnyCollection, id: string, doc: object): readonly string[] => {
  const { sortKey, indexes } = collection as unknown as Collection<object>;
  const textOf = (index: string): string =>
    indexValues(indexes[index], doc)
      .map((value) => `=${orderedText(value)}`)
      .join(SEPARATOR);
  return [placeOf({ sortKey: sortKey(doc), id }), ...indexesOf(collection).map(textOf)];
};
