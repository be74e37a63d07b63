import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply } from '../replies.js';

export type WorkspaceRefusal = { readonly kind: 'workspaceUnknown' };

export const createWorkspace = defineCommand<CommandReply<WorkspaceRefusal>>()(
  'workspace.create',
  z.object({ workspaceId: z.string(), name: z.string() }),
);

export const createApiKey = defineCommand<CommandReply<WorkspaceRefusal>>()(
  'workspace.create-api-key',
  z.object({ workspaceId: z.string(), apiKeyId: z.string(), name: z.string(), keyHash: z.string() }),
);
