import { type Collection, isIndexedUnder, type Page, type ReadModels } from '@bookonce/kernel/ports/read-models';
import { isPossibleId } from '@bookonce/kernel/stream-reader';
import { DEFAULT_PAGE } from '../api/shapes.js';
import type { WorkspaceCaller } from '../http/callers.js';

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

/** The part of a caller that says which documents it may see. */
export type Viewer = Pick<WorkspaceCaller, 'workspaceId' | 'onlyFor'>;

/** Whether the caller may see a document of its workspace: every one, or those that the collection's index finds for it. */
export const isSeen = <Doc extends object>(
  { indexes }: Pick<Collection<Doc>, 'indexes'>,
  document: Doc,
  { onlyFor }: Pick<Viewer, 'onlyFor'>,
): boolean => onlyFor === null || isIndexedUnder(indexes['seenBy'], document, onlyFor);

/** Returns the document if the caller may see it, otherwise null, as if there were none. */
export const findSeen = async <Doc extends { readonly workspaceId: string }>(
  readModels: ReadModels,
  collection: Collection<Doc>,
  id: string,
  viewer: Viewer,
): Promise<Doc | null> => {
  const document = await findOwned(readModels, collection, id, viewer.workspaceId);
  return document !== null && isSeen(collection, document, viewer) ? document : null;
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

/** Returns a page of the documents that the caller may see. Undefined conditions are ignored. */
export const listSeen = <Doc extends { readonly workspaceId: string }>(
  readModels: ReadModels,
  collection: Collection<Doc>,
  { workspaceId, onlyFor }: Viewer,
  paging: Paging,
  conditions: { readonly [index: string]: string | undefined } = {},
): Promise<Page<Doc>> =>
  listOwned(readModels, collection, workspaceId, paging, { ...conditions, seenBy: onlyFor ?? undefined });
