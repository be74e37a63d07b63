import type { PageCursor } from '@bookonce/adapter-storage/documents/page-cursor';
import { type Collection, type DocumentWrite, indexNames, indexValues } from '@bookonce/kernel/ports/read-models';

/** Separates the parts of a sorted set's member. Sorts before every character of a part. */
export const SEPARATOR = '\0';
/** Sorts right after the separator, and not after any character of a part. */
export const AFTER_SEPARATOR = '\u0001';

/**
 * Escapes a text as a part of a member: without the separator, keeping the order of texts. The server compares
 * UTF-8 bytes, so texts sort by code points.
 */
export const orderedText = (text: string): string =>
  text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\0', '\u0001\u0001');

export const textOf = (ordered: string): string =>
  ordered.replaceAll('\u0001\u0001', '\0').replaceAll('\u0001\u0002', '\u0001');

/** Returns a document's place in lists: its sort key and its id, encoded so that places sort like the pairs. */
export const placeOf = ({ sortKey, id }: PageCursor): string => `${orderedText(sortKey)}${SEPARATOR}${orderedText(id)}`;

export const cursorOf = (place: string): PageCursor => {
  const end = place.indexOf(SEPARATOR);
  return { sortKey: textOf(place.slice(0, end)), id: textOf(place.slice(end + 1)) };
};

type AnyCollection = Collection<never>;

/** Returns the part of a collection that its keys depend on. Documents written with another shape cannot be found. */
const shapeOf = (collection: AnyCollection): string => indexNames(collection).join(' ');

/** Takes apart what the server stores as shapes: names and shapes in turn. */
export const indexesOfShapes = (shapes: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    shapes.flatMap((name, at) =>
      at % 2 === 0 ? [[name, (shapes[at + 1] ?? '').split(' ').filter((index) => index !== '')]] : [],
    ),
  );

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
  return [placeOf({ sortKey: sortKey(doc), id }), ...indexNames(collection).map(textOf)];
};
