import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply, Done } from '../replies.js';

// Answered by the workspace service.

export type SignInRefusal =
  | { readonly kind: 'signInLinkUnknown' }
  | { readonly kind: 'signInLinkExpired' }
  /** Somebody has signed in with it, or the session it became has ended. */
  | { readonly kind: 'signInLinkUsed' };

export type SessionRefusal = { readonly kind: 'sessionUnknown' };

/** What has begun, for the answer: nobody need wait for a view to tell it. */
export interface StartedSession extends Done {
  readonly workspaceId: string;
  readonly email: string;
  readonly name: string;
  readonly expiresAt: string;
}

export const issueSignInLink = defineCommand<CommandReply<SignInRefusal>>()(
  'workspace.issue-sign-in-link',
  z.object({
    sessionId: z.string(),
    tokenSeed: z.string(),
    workspaceId: z.string(),
    email: z.string(),
    name: z.string(),
    delivery: z.enum(['mail', 'handed']),
  }),
);

export const startSession = defineCommand<CommandReply<SignInRefusal, StartedSession>>()(
  'workspace.start-session',
  z.object({ sessionId: z.string(), tokenHash: z.string() }),
);

export const endSession = defineCommand<CommandReply<SessionRefusal>>()(
  'workspace.end-session',
  z.object({ sessionId: z.string() }),
);
