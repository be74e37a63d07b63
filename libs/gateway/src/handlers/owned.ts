import type { Collection, Page, ReadModels } from '@bookonce/kernel/ports/read-models';
import { isPossibleId } from '@bookonce/kernel/stream-reader';
import { DEFAULT_PAGE } from '../api/shapes.js';

/** Returns the document if it is this workspace's, otherwise null: a workspace sees no others (I19). */
export const findOwned = async <Doc extends { readonly workspaceId: string }>(
  readModels: ReadModels,
  collection: Collection<Doc>,
  id: string,
  workspaceId: string,
): Promise<Doc | null> => {
  if (!isPossibleId(id)) return null;
  const document = await readModels.get(collection, id);
  return document?.workspaceId === workspaceId ? document : null;
};

export interface Paging {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Returns a page of this workspace's documents. Undefined conditions are ignored. */
export const listOwned = <Doc extends { readonly workspaceId: string }>(
  readModels: ReadModels,
  collection: Collection<Doc>,
  workspaceId: string,
  paging: Paging,
  conditions: { readonly [index: string]: string | undefined } = {},
): Promise<Page<Doc>> => {
  const where: Record<string, string> = { workspaceId };
  for (const [index, value] of Object.entries(conditions)) if (value !== undefined) where[index] = value;
  return readModels.list(collection, {
    where,
    limit: paging.limit ?? DEFAULT_PAGE,
    ...(paging.cursor === undefined ? {} : { cursor: paging.cursor }),
  });
};
