import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { storedRole } from './stored-values.js';

// Stream: workspace-<workspaceId>.

const workspaceId = z.string();

export const logoTypeSchema = z.enum(['image/png', 'image/jpeg', 'image/webp']);

const storedLogo = z.object({
  /** Derives from the workspace and the picture. */
  logoId: z.string(),
  mediaType: logoTypeSchema,
  width: z.int(),
  height: z.int(),
  data: z.string(),
});

export const workspaceEvents = [
  defineEvent('WorkspaceCreated', 1, z.object({ workspaceId, name: z.string() })),
  /** Workspaces that were made before there were owners have none. */
  defineEvent('WorkspaceOwnerSet', 1, z.object({ workspaceId, name: z.string(), email: z.string() })),
  /** The owner is from now on only what the host with the same address is. */
  defineEvent('WorkspaceOwnerRemoved', 1, z.object({ workspaceId })),
  /** In place of the role that the host was added with, or of an earlier one. */
  defineEvent('MemberRoleSet', 1, z.object({ workspaceId, hostId: z.string(), role: storedRole })),
  /** The host may not sign in any more and can no longer be booked. Its bookings stay. */
  defineEvent('MemberDeactivated', 1, z.object({ workspaceId, hostId: z.string() })),
  defineEvent('MemberReactivated', 1, z.object({ workspaceId, hostId: z.string() })),
  /** The key itself is shown once and kept nowhere: only its SHA-256. */
  defineEvent(
    'ApiKeyCreated',
    1,
    z.object({ workspaceId, apiKeyId: z.string(), name: z.string(), keyHash: z.string() }),
  ),
  defineEvent('ApiKeyRevoked', 1, z.object({ workspaceId, apiKeyId: z.string(), keyHash: z.string() })),
  defineEvent('WorkspaceRenamed', 1, z.object({ workspaceId, name: z.string() })),
  /** The colour of what attendees press, as `#rrggbb`; null: the product's own. */
  defineEvent('WorkspaceColorSet', 1, z.object({ workspaceId, color: z.string().nullable() })),
  /** The logo as a whole, in base64, so that every copy of history has it. `replaces`: the logo that is not shown any more. */
  defineEvent(
    'WorkspaceLogoSet',
    1,
    z.object({ workspaceId, logo: storedLogo.nullable(), replaces: z.string().nullable() }),
  ),
] as const;

export type WorkspaceEvent = EventOf<typeof workspaceEvents>;
export type StoredLogo = z.infer<typeof storedLogo>;
