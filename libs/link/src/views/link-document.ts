import type { LinkEnd } from '@bookonce/contracts/commands/link';
import type { LinkAttempts } from '@bookonce/contracts/streams/link-attempts';
import type { HistoryEntry } from '@bookonce/contracts/values/history-entry';
import type { LinkOverrides } from '@bookonce/contracts/values/link-overrides';
import type { Metadata, Recipient } from '@bookonce/contracts/values/people';
import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';

export type LinkStatus = 'active' | LinkEnd;

/** A link as its host sees it. It holds no token: `sealedToken` is opened only by the token vault. */
export interface LinkDocument {
  readonly id: string;
  readonly workspaceId: string;
  readonly status: LinkStatus;
  readonly meetingTypeId: string;
  readonly hostId?: string;
  /** The id of the actor that made it, or the first of the links that it replaces. */
  readonly createdBy?: string;
  readonly recipient?: Recipient;
  readonly note?: string;
  readonly metadata: Metadata;
  readonly sealedToken: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly endedAt?: string;
  /** When the recipient was last mailed this link. */
  readonly mailedAt?: string;
  /** The booking that consumed it. */
  readonly bookingId?: string;
  readonly revokeReason?: string;
  readonly replaces?: string;
  readonly replacedBy?: string;
  readonly overrides?: LinkOverrides;
  readonly prefill: boolean;
  readonly recipientOnly: boolean;
  readonly unusedReminderDays: readonly number[];
  /** Left out of a link with no attempts but the one that consumed it. */
  readonly attempts?: LinkAttempts;
  /** Everything that happened to it, oldest first; of very many attempts and reminders only the first. */
  readonly history: readonly HistoryEntry[];
}

export const linkView = defineView('link', 9);

export const links = defineCollection<LinkDocument>(linkView, {
  name: 'links',
  indexes: {
    workspaceId: (link) => link.workspaceId,
    status: (link) => link.status,
    meetingTypeId: (link) => link.meetingTypeId,
    /** The hosts who see it, besides the owners: the one who made it, and the one it names. */
    seenBy: { eachOf: ({ createdBy, hostId }) => [createdBy, hostId].filter((id) => id !== undefined) },
    recipient: (link) => link.recipient?.email?.toLowerCase() ?? null,
  },
  sortKey: (link) => link.createdAt,
});
