import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply } from '../replies.js';

export type WorkspaceRefusal = { readonly kind: 'workspaceUnknown' };
export type ApiKeyRefusal = WorkspaceRefusal | { readonly kind: 'apiKeyUnknown' };

export const createWorkspace = defineCommand<CommandReply<WorkspaceRefusal>>()(
  'workspace.create',
  z.object({ workspaceId: z.string(), name: z.string() }),
);

export const createApiKey = defineCommand<CommandReply<WorkspaceRefusal>>()(
  'workspace.create-api-key',
  z.object({ workspaceId: z.string(), apiKeyId: z.string(), name: z.string(), keyHash: z.string() }),
);

/** Whom the workspace belongs to: may always sign in. */
export const setWorkspaceOwner = defineCommand<CommandReply<WorkspaceRefusal>>()(
  'workspace.set-owner',
  z.object({ workspaceId: z.string(), name: z.string(), email: z.string() }),
);

export const revokeApiKey = defineCommand<CommandReply<ApiKeyRefusal>>()(
  'workspace.revoke-api-key',
  z.object({ workspaceId: z.string(), apiKeyId: z.string() }),
);
