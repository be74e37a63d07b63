import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply, Done, InvalidRefusal } from '../replies.js';
import { colorSchema, logoDataSchema, workspaceNameSchema } from '../values/brand.js';
import { roleSchema } from '../values/role.js';

// Answered by the workspace service, for the workspace that the command's context names.

export type WorkspaceRefusal = { readonly kind: 'workspaceUnknown' };
export type ApiKeyRefusal = WorkspaceRefusal | { readonly kind: 'apiKeyUnknown' };

export type MemberRefusal =
  | WorkspaceRefusal
  | { readonly kind: 'hostUnknown' }
  /** It would leave the workspace without an active host who is an owner. */
  | { readonly kind: 'lastOwner' };

/** The workspace that was created. Its id derives from the command; the context names no workspace yet. */
export type CreatedWorkspace = { readonly workspaceId: string } & Done;

/** The API key that was created. Id and key derive from the command, so the gateway can derive the key again to show it. */
export type CreatedApiKey = { readonly apiKeyId: string } & Done;

export const createWorkspace = defineCommand<CommandReply<never, CreatedWorkspace>>()(
  'workspace.create',
  z.object({ name: z.string() }),
);

/** Sets the person who owns the workspace, and may always sign in to it. */
export const setWorkspaceOwner = defineCommand<CommandReply<WorkspaceRefusal>>()(
  'workspace.set-owner',
  z.object({ name: z.string(), email: z.string() }),
);

/**
 * Changes what is given: a host's role, or whether the host is active. All or nothing. A change ends the sessions of the
 * host's address that are open.
 */
export const changeMember = defineCommand<CommandReply<MemberRefusal>>()(
  'workspace.change-member',
  z.object({ hostId: z.string(), role: roleSchema.optional(), active: z.boolean().optional() }),
);

export const createApiKey = defineCommand<CommandReply<WorkspaceRefusal, CreatedApiKey>>()(
  'workspace.create-api-key',
  z.object({ name: z.string() }),
);

/** Revokes a key, and if asked to, ends the sessions of people whose addresses it set. A repeated command is a no-op. */
export const revokeApiKey = defineCommand<CommandReply<ApiKeyRefusal>>()(
  'workspace.revoke-api-key',
  z.object({ apiKeyId: z.string(), endSessions: z.boolean().exactOptional() }),
);

/** Changes what attendees see of the workspace; only what is given. Null takes the colour or the logo away. */
export const changeBrand = defineCommand<CommandReply<WorkspaceRefusal | InvalidRefusal>>()(
  'workspace.change-brand',
  z.object({
    name: workspaceNameSchema.exactOptional(),
    color: colorSchema.nullable().exactOptional(),
    logo: z.object({ data: logoDataSchema }).nullable().exactOptional(),
  }),
);
