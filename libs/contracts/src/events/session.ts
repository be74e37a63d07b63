import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';

// Stream: session-<sessionId>: a sign-in link, and the session that it became.

const sessionShape = { sessionId: z.string(), workspaceId: z.string(), email: z.string(), name: z.string() };

export const sessionEvents = [
  defineEvent(
    'SignInLinkIssued',
    1,
    z.object({
      /** Derives one way from the link's token. */
      ...sessionShape,
      /** The seed of the token. Useless without the installation's secret. */
      tokenSeed: z.string(),
      /** `mail`: mailed to the person. `handed`: shown to the caller who requested the link. */
      delivery: z.enum(['mail', 'handed']),
      expiresAt: z.string(),
    }),
  ),
  /** This event uses the link up. Only the SHA-256 of the session's token is stored. */
  defineEvent('SessionStarted', 1, z.object({ ...sessionShape, tokenHash: z.string(), expiresAt: z.string() })),
  defineEvent('SessionEnded', 1, z.object({ sessionId: z.string(), workspaceId: z.string(), tokenHash: z.string() })),
] as const;

export type SessionEvent = EventOf<typeof sessionEvents>;
