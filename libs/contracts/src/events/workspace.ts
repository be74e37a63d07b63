import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { storedRole } from './stored-values.js';

// Stream: workspace-<workspaceId>.

const workspaceId = z.string();

export const workspaceEvents = [
  defineEvent('WorkspaceCreated', 1, z.object({ workspaceId, name: z.string() })),
  /** Workspaces that were made before there were owners have none. */
  defineEvent('WorkspaceOwnerSet', 1, z.object({ workspaceId, name: z.string(), email: z.string() })),
  /** The owner is from now on only what the host with the same address is. */
  defineEvent('WorkspaceOwnerRemoved', 1, z.object({ workspaceId })),
  /** In place of the role that the host was added with, or of an earlier one. */
  defineEvent('MemberRoleSet', 1, z.object({ workspaceId, hostId: z.string(), role: storedRole })),
  /** The host may not sign in any more and is offered on no new times. Its bookings stay. */
  defineEvent('MemberDeactivated', 1, z.object({ workspaceId, hostId: z.string() })),
  defineEvent('MemberReactivated', 1, z.object({ workspaceId, hostId: z.string() })),
  /** The key itself is shown once and kept nowhere: only its SHA-256. */
  defineEvent(
    'ApiKeyCreated',
    1,
    z.object({ workspaceId, apiKeyId: z.string(), name: z.string(), keyHash: z.string() }),
  ),
  defineEvent('ApiKeyRevoked', 1, z.object({ workspaceId, apiKeyId: z.string(), keyHash: z.string() })),
] as const;

export type WorkspaceEvent = EventOf<typeof workspaceEvents>;
