import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { voidReasonSchema } from '../values/reasons.js';
import { storedLinkOverrides, storedMetadata, storedRecipient, storedUnusedReminderDays } from './stored-values.js';

// Stream: link-<linkId>. The link id is derived from the token by SHA-256, so no event carries a usable token.

/** The data of a new link. `sealedToken` is AES-256-GCM and opened only by the link service. */
const issuedShape = {
  linkId: z.string(),
  meetingTypeId: z.string(),
  hostId: z.string().optional(),
  /** The actor that made it; of a link in place of another one, the actor that made the first one. Missing if unknown. */
  createdBy: z.string().optional(),
  recipient: storedRecipient.optional(),
  note: z.string().optional(),
  metadata: storedMetadata,
  /** When it was asked for: its life counts from here to `expiresAt`. */
  issuedAt: z.string(),
  expiresAt: z.string(),
  sealedToken: z.string(),
  replaces: z.string().optional(),
  overrides: storedLinkOverrides.optional(),
  /** The booking page shows the recipient's name and address, ready to send. */
  prefill: z.boolean(),
  /** Nobody but the recipient can book, who confirms by mail. */
  recipientOnly: z.boolean(),
  unusedReminderDays: storedUnusedReminderDays,
  /** Whether the decision that makes it also mails it to its recipient. */
  mailed: z.boolean(),
};

const skipReasonSchema = z.enum(['secretLost', 'meetingTypeArchived', 'hostsDeactivated']);

export const linkEvents = [
  defineEvent('LinkIssued', 3, z.object(issuedShape)),
  /** At most one on a stream, ever (I1). */
  defineEvent('LinkConsumed', 1, z.object({ linkId: z.string(), bookingId: z.string(), hostIds: z.array(z.string()) })),
  /**
   * This attempt may hold a slot until the attendee confirms it by mail. It ends as every attempt does: as the one that
   * consumes the link, or voided.
   */
  defineEvent('AttemptAdmitted', 1, z.object({ linkId: z.string(), bookingId: z.string() })),
  /** This booking attempt can never consume this link any more. The link itself stays as it is. */
  defineEvent('AttemptVoided', 1, z.object({ linkId: z.string(), bookingId: z.string(), reason: voidReasonSchema })),
  /** The host lets more attempts at the link: `allowed` in all. `grantId` names the host's command. */
  defineEvent('AttemptsAllowed', 1, z.object({ linkId: z.string(), grantId: z.string(), allowed: z.int() })),
  defineEvent('LinkExpired', 1, z.object({ linkId: z.string() })),
  defineEvent(
    'LinkRevoked',
    3,
    z.object({
      linkId: z.string(),
      reason: z.string().optional(),
      /** All that is needed to issue the new link, so that a crash between the two streams loses nothing. */
      replacement: z.object(issuedShape).optional(),
    }),
  ),
  /**
   * An expired or revoked link got a successor, or a consumed one whose booking was declined. Its own end stays as it is
   * (I4).
   */
  defineEvent('LinkReissued', 3, z.object({ linkId: z.string(), replacement: z.object(issuedShape) })),
  /**
   * The host asked for the link to be sent to its recipient, who was never mailed it before. `mailedLinkId` is as in
   * `LinkReminderRequested`.
   */
  defineEvent(
    'LinkInvitationRequested',
    1,
    z.object({
      linkId: z.string(),
      invitationId: z.string(),
      mailedLinkId: z.string(),
      message: z.string().optional(),
    }),
  ),
  /**
   * The host asked for the recipient to be mailed `mailedLinkId`: this link, or the one that was made in its place,
   * because this one had expired. Has no effect on what the link can be used for.
   */
  defineEvent(
    'LinkReminderRequested',
    1,
    z.object({
      linkId: z.string(),
      reminderId: z.string(),
      mailedLinkId: z.string(),
      message: z.string().optional(),
    }),
  ),
  /**
   * A reminder of the unused link was due and is not sent. `secretLost`: the link cannot be mailed, because its token was
   * sealed with a secret key that was lost since. `meetingTypeArchived`: the link has expired, and its type takes no new links.
   * `hostsDeactivated`: nobody could book with the link. Version 1 knew only the first reason.
   */
  defineEvent(
    'LinkReminderSkipped',
    2,
    z.object({ linkId: z.string(), reminderId: z.string(), reason: skipReasonSchema }),
  ),
] as const;

export type LinkEvent = EventOf<typeof linkEvents>;
export type IssuedLink = Extract<LinkEvent, { type: 'LinkIssued' }>['data'];
