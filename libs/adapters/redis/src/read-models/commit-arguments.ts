import type { Collection, DocumentWrite } from '@bookonce/kernel/ports/read-models';
import { indexesOf, shapeOf, type AnyCollection } from './collection-shape.js';
import { orderedText } from './ordered-text.js';
import { placeOf } from './place.js';

/** What the commit script is told of the documents: their collections with their shapes, then each document. */
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

/** Its place, and its value in each index; empty where it has none. */
const entryOf = (collection: AnyCollection, id: string, doc: object): readonly string[] => {
  const { sortKey, indexes } = collection as unknown as Collection<object>;
  const values = indexesOf(collection).map((index) => indexes[index]?.(doc) ?? null);
  return [
    placeOf({ sortKey: sortKey(doc), id }),
    ...values.map((value) => (value === null ? '' : `=${orderedText(value)}`)),
  ];
};
