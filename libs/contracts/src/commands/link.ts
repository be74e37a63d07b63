import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import { linkEvents } from '../events/link.js';
import type { CommandReply, Done } from '../replies.js';
import { voidReasonSchema, type VoidReason } from '../values/reasons.js';

const issuedLinkSchema = linkEvents[0].schema;

export type LinkEnd = 'consumed' | 'expired' | 'replaced' | 'revoked';
export type LinkRefusal =
  | { readonly kind: 'linkUnknown' }
  /** It met this end already; ends are final (I4). */
  | { readonly kind: 'linkEnded'; readonly end: LinkEnd }
  /** Another link was issued under this id. */
  | { readonly kind: 'linkExists' }
  /** Its recipient has no e-mail address. */
  | { readonly kind: 'noAddress' };

/** `linkId`: the link that the recipient is mailed. */
export type Reminded = { readonly linkId: string } & Done;

/** The link's own judgement on one booking attempt; it never changes once given (I3). */
export type Verdict =
  | ({ readonly verdict: 'consumed'; readonly hostIds: readonly string[] } & Done)
  | ({ readonly verdict: 'voided'; readonly reason: VoidReason } & Done);

export type VerdictRefusal = { readonly kind: 'linkUnknown' };

export const issueLink = defineCommand<CommandReply<LinkRefusal>>()('link.issue', issuedLinkSchema);

export const regenerateLink = defineCommand<CommandReply<LinkRefusal>>()(
  'link.regenerate',
  z.object({ linkId: z.string(), replacement: issuedLinkSchema }),
);

export const revokeLink = defineCommand<CommandReply<LinkRefusal>>()(
  'link.revoke',
  z.object({ linkId: z.string(), reason: z.string().optional() }),
);

/** Asks for the recipient to be mailed the link; `replacement` takes its place where it has expired. */
export const remindOfLink = defineCommand<CommandReply<LinkRefusal, Reminded>>()(
  'link.remind',
  z.object({ linkId: z.string(), message: z.string().optional(), replacement: issuedLinkSchema }),
);

/** Asks the link to be consumed by this booking, which holds a slot of these hosts. */
export const consumeLink = defineCommand<CommandReply<VerdictRefusal, Verdict>>()(
  'link.consume',
  z.object({ linkId: z.string(), bookingId: z.string(), hostIds: z.array(z.string()) }),
);

/** Asks the link never to be consumed by this booking; answers with what was decided first. */
export const voidAttempt = defineCommand<CommandReply<VerdictRefusal, Verdict>>()(
  'link.void-attempt',
  z.object({ linkId: z.string(), bookingId: z.string(), reason: voidReasonSchema }),
);
