import type { Collection } from '@bookonce/kernel/ports/read-models';

/** An API key as the read models know it: found by the SHA-256 of the key, which is the document's id. */
export interface ApiKeyDocument {
  readonly id: string;
  readonly apiKeyId: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly createdAt: string;
}

export const apiKeys: Collection<ApiKeyDocument> = {
  name: 'apiKeys',
  indexes: { workspaceId: (key) => key.workspaceId },
  sortKey: (key) => key.createdAt,
};
