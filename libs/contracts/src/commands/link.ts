import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply, Done, InvalidRefusal } from '../replies.js';
import type { StreamReply } from '../stream-reply.js';
import { instantSchema } from '../values/instant.js';
import { linkOverridesSchema } from '../values/link-overrides.js';
import { LONGEST_LINK_DAYS, unusedReminderDaysSchema } from '../values/meeting-type.js';
import { metadataSchema, recipientSchema } from '../values/people.js';
import type { OwnersOnlyRefusal } from '../values/plain-hosts.js';
import { voidReasonSchema, type VoidReason } from '../values/reasons.js';

// Answered by the link service.

/** The terms that a caller may set for a new link; the link service decides the rest. */
export const linkTermsSchema = z.object({
  /** Picks one host of a team type. */
  hostId: z.string().optional(),
  /** By default, the meeting type sets how long a link is valid. */
  expiresAt: instantSchema.optional(),
  expiresInDays: z.int().min(1).max(LONGEST_LINK_DAYS).optional(),
  recipient: recipientSchema.optional(),
  note: z.string().optional(),
  metadata: metadataSchema.optional(),
  overrides: linkOverridesSchema.optional(),
  prefill: z.boolean().optional(),
  recipientOnly: z.boolean().optional(),
  /** By default, as the meeting type says. */
  unusedReminderDays: unusedReminderDaysSchema.optional(),
});

export type LinkTerms = Readonly<z.infer<typeof linkTermsSchema>>;

/** The meeting type takes no new links; existing ones go on. */
export type ArchivedRefusal = { readonly kind: 'meetingTypeArchived' };

/** Deactivated hosts keep the link from being booked, so it is neither made nor mailed. */
export type HostsDeactivatedRefusal = { readonly kind: 'hostsDeactivated' };

/** No new link is made, also none in place of another one, unless that still works and its type is only archived. */
export type NewLinkRefusal = ArchivedRefusal | HostsDeactivatedRefusal | OwnersOnlyRefusal;
export type LinkEnd = 'consumed' | 'expired' | 'replaced' | 'revoked';
export type LinkRefusal =
  | { readonly kind: 'linkUnknown' }
  /** The link has this end already; ends are final (I4). */
  | { readonly kind: 'linkEnded'; readonly end: LinkEnd }
  /** Its recipient has no e-mail address. */
  | { readonly kind: 'noAddress' }
  | NewLinkRefusal;

/** The link that was made, or the one that the recipient is mailed. Its id derives from the command. */
export type OneLink = { readonly linkId: string } & Done;

/** In the order of the command. */
export type SeveralLinks = { readonly linkIds: readonly string[] } & Done;

/** The link's verdict on one booking attempt. It never changes (I3). */
export type Verdict =
  | ({ readonly verdict: 'consumed'; readonly hostIds: readonly string[] } & Done)
  | ({ readonly verdict: 'voided'; readonly reason: VoidReason } & Done);

export type VerdictRefusal = { readonly kind: 'linkUnknown' };

/** The id of the plain host who asks for a link; missing for owners. */
const plainHostId = z.string().optional();

export const issueLink = defineCommand<CommandReply<InvalidRefusal | NewLinkRefusal, OneLink>>()(
  'link.issue',
  linkTermsSchema.extend({ meetingTypeId: z.string(), plainHostId }),
);

/** A query: replies with the link's own stream, for a reader whose view lags behind it. */
export const readLinkStream = defineCommand<StreamReply>()('link.read-stream', z.object({ linkId: z.string() }));

/** All of the links, or none if one of them is invalid. */
export const issueLinks = defineCommand<CommandReply<InvalidRefusal | NewLinkRefusal, SeveralLinks>>()(
  'link.issue-several',
  z.object({ meetingTypeId: z.string(), plainHostId, links: z.array(linkTermsSchema).min(1).max(1000) }),
);

/**
 * Ends the link and issues one like it in its place; also replaces a link that has expired or was revoked, unless its
 * meeting type takes no new links: that would be one more invitation.
 */
export const regenerateLink = defineCommand<CommandReply<LinkRefusal, OneLink>>()(
  'link.regenerate',
  z.object({ linkId: z.string(), plainHostId }),
);

export const revokeLink = defineCommand<CommandReply<LinkRefusal>>()(
  'link.revoke',
  z.object({ linkId: z.string(), reason: z.string().optional() }),
);

/** Stores that the link has expired, if its time is over. No answer says "expired" before that (I4). */
export const expireLink = defineCommand<CommandReply<LinkRefusal>>()('link.expire', z.object({ linkId: z.string() }));

/** Lets a hundred more attempts at the link. A repeated command lets no more. */
export const allowAttempts = defineCommand<CommandReply<LinkRefusal>>()(
  'link.allow-attempts',
  z.object({ linkId: z.string() }),
);

/**
 * Sends the link, or a fresh one in its place if it has expired, to its recipient: as an invitation if it was never mailed
 * before, otherwise as a reminder.
 */
export const sendLink = defineCommand<CommandReply<LinkRefusal, OneLink>>()(
  'link.send',
  z.object({ linkId: z.string(), plainHostId, message: z.string().optional() }),
);

/** Reminds the recipient of the link, or of a fresh one in its place if it has expired. */
export const remindOfLink = defineCommand<CommandReply<LinkRefusal, OneLink>>()(
  'link.remind',
  z.object({ linkId: z.string(), plainHostId, message: z.string().optional() }),
);

/** The link's answer to an attempt that would hold a slot until it is confirmed by mail. */
export type Admission = ({ readonly verdict: 'admitted' } & Done) | Verdict;

/**
 * Asks the link whether one more attempt may wait for its confirmation by mail; at most three do at a time, and the link
 * takes no more in all than its host allows. An attempt that is not admitted is voided.
 */
export const admitAttempt = defineCommand<CommandReply<VerdictRefusal, Admission>>()(
  'link.admit-attempt',
  z.object({ linkId: z.string(), bookingId: z.string() }),
);

/**
 * Issues a link like the one that a declined booking has consumed. A repeat finds the same link. `mailedTo` is the address
 * that is mailed the link, missing from earlier releases.
 */
export const issueFreshLink = defineCommand<CommandReply<LinkRefusal, OneLink>>()(
  'link.issue-fresh-link',
  z.object({ linkId: z.string(), bookingId: z.string(), mailedTo: z.string().optional() }),
);

/** Consumes the link for this booking, which holds a slot of these hosts. Replies with the verdict. */
export const consumeLink = defineCommand<CommandReply<VerdictRefusal, Verdict>>()(
  'link.consume',
  z.object({ linkId: z.string(), bookingId: z.string(), hostIds: z.array(z.string()) }),
);

/** Voids this booking attempt on the link. Replies with the verdict, which is the first one given. */
export const voidAttempt = defineCommand<CommandReply<VerdictRefusal, Verdict>>()(
  'link.void-attempt',
  z.object({ linkId: z.string(), bookingId: z.string(), reason: voidReasonSchema }),
);
