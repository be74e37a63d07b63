import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply, Done } from '../replies.js';
import type { WorkspaceRefusal } from './workspace.js';

// Answered by the workspace service.

export type SignInRefusal =
  | { readonly kind: 'signInLinkUnknown' }
  | { readonly kind: 'signInLinkExpired' }
  /** Somebody has signed in with it, or its session has ended. */
  | { readonly kind: 'signInLinkUsed' };

export type SessionRefusal = { readonly kind: 'sessionUnknown' };

/** The session that has started, so that its answer needs no view. */
export interface StartedSession extends Done {
  readonly workspaceId: string;
  readonly email: string;
  readonly name: string;
  readonly expiresAt: string;
}

/** A sign-in link that its caller may show. With the installation's secret, its token derives from `tokenSeed`. */
export interface HandedSignInLink extends Done {
  readonly tokenSeed: string;
}

/** Mails a sign-in link to everybody who has this address: one for each of their workspaces, or none at all. */
export const mailSignInLinks = defineCommand<CommandReply<never>>()(
  'workspace.mail-sign-in-links',
  z.object({ email: z.string() }),
);

/** Issues a sign-in link for the owner of the context's workspace, to be shown instead of mailed. */
export const handSignInLink = defineCommand<CommandReply<WorkspaceRefusal, HandedSignInLink>>()(
  'workspace.hand-sign-in-link',
  z.object({}),
);

/** Starts the session of a sign-in link. Its token derives from the command. */
export const startSession = defineCommand<CommandReply<SignInRefusal, StartedSession>>()(
  'workspace.start-session',
  z.object({ sessionId: z.string() }),
);

export const endSession = defineCommand<CommandReply<SessionRefusal>>()(
  'workspace.end-session',
  z.object({ sessionId: z.string() }),
);
