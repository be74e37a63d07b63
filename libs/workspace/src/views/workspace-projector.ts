import { recorded } from '@bookonce/contracts/event-catalogue';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';
import { apiKeys, type ApiKeyDocument } from './workspace-documents.js';

const apiKeyProjection: DocumentProjection<ApiKeyDocument> = {
  collection: apiKeys,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'ApiKeyCreated' || event.type === 'ApiKeyRevoked' ? [event.data.keyHash] : [];
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type === 'ApiKeyRevoked') return null;
    if (event.type !== 'ApiKeyCreated') return doc;
    const { apiKeyId, workspaceId, name } = event.data;
    return { id, apiKeyId, workspaceId, name, createdAt: event.meta.time };
  },
};

export const workspaceProjector: Projector = {
  kind: 'projector',
  name: 'workspace',
  categories: ['workspace'],
  documents: [documentsOf(apiKeyProjection)],
};
