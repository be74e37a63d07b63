import type { Collection, ReadModels } from '@bookonce/kernel/ports/read-models';

/** Reads a document, once for all that ask for it. */
export type ReadOnce = <Doc extends object>(collection: Collection<Doc>, id: string) => Promise<Doc | null>;

/** For one answer: the items of a page share their meeting types and hosts. */
export const readOnce = (readModels: Pick<ReadModels, 'get'>): ReadOnce => {
  const reads = new Map<string, Promise<object | null>>();
  return async <Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> => {
    const key = `${collection.key}/${id}`;
    const read = reads.get(key) ?? readModels.get(collection, id);
    reads.set(key, read);
    return read as Promise<Doc | null>;
  };
};
