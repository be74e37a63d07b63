import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';

// Stream: workspace-<workspaceId>.

const workspaceId = z.string();

export const workspaceEvents = [
  defineEvent('WorkspaceCreated', 1, z.object({ workspaceId, name: z.string() })),
  /** Workspaces that were made before there were owners have none. */
  defineEvent('WorkspaceOwnerSet', 1, z.object({ workspaceId, name: z.string(), email: z.string() })),
  /** The key itself is shown once and kept nowhere: only its SHA-256. */
  defineEvent(
    'ApiKeyCreated',
    1,
    z.object({ workspaceId, apiKeyId: z.string(), name: z.string(), keyHash: z.string() }),
  ),
  defineEvent('ApiKeyRevoked', 1, z.object({ workspaceId, apiKeyId: z.string(), keyHash: z.string() })),
] as const;

export type WorkspaceEvent = EventOf<typeof workspaceEvents>;
