import type { IssuedLink } from '@bookonce/contracts/events/link';
import type { Metadata, Recipient } from '@bookonce/contracts/values/people';
import type { MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { instantOf, withoutUndefined } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import { DEFAULT_TOKEN_LENGTH, type GatewayOptions } from '../gateway-options.js';
import type { ValueError } from '../http/validation.js';
import { expiryOf, renewedExpiry } from './link-expiry.js';

/** What a caller says about one new link. */
export interface LinkWish {
  readonly hostId?: string | undefined;
  readonly expiresAt?: string | undefined;
  readonly expiresInDays?: number | undefined;
  readonly recipient?: Recipient | undefined;
  readonly note?: string | undefined;
  readonly metadata?: Metadata | undefined;
}

type Maker = Pick<GatewayOptions, 'vault' | 'tokenLength'>;

/** The token is a keyed function of the command, and goes no further than its sealed form. */
const identityFrom = (commandId: string, { vault, tokenLength }: Maker): Pick<IssuedLink, 'linkId' | 'sealedToken'> => {
  const token = vault.linkTokenFor(commandId, tokenLength ?? DEFAULT_TOKEN_LENGTH);
  const linkId = vault.linkIdOf(token);
  return { linkId, sealedToken: vault.seal(linkId, token) };
};

/** The link that this command issues, or what is wrong with the wish. */
export const newLink = (
  type: MeetingTypeDocument,
  wish: LinkWish,
  commandId: string,
  nowMs: number,
  maker: Maker,
): Result<IssuedLink, readonly ValueError[]> => {
  const { hostId, recipient, note, metadata } = wish;
  if (hostId !== undefined && !type.hostIds.includes(hostId)) {
    return fail([{ path: 'hostId', message: 'is not a host of this meeting type' }]);
  }
  const expiry = expiryOf(wish, type.linkValidityDays, nowMs);
  if (!expiry.ok) return expiry;
  return ok({
    ...withoutUndefined({ hostId, recipient, note }),
    ...identityFrom(commandId, maker),
    meetingTypeId: type.id,
    metadata: metadata ?? {},
    issuedAt: instantOf(nowMs),
    expiresAt: expiry.value,
  });
};

/** A link like the one before, with a life as long, that takes its place. */
export const replacementOf = (before: LinkDocument, commandId: string, nowMs: number, maker: Maker): IssuedLink => {
  const { id, meetingTypeId, hostId, recipient, note, metadata } = before;
  return {
    ...withoutUndefined({ hostId, recipient, note }),
    ...identityFrom(commandId, maker),
    meetingTypeId,
    metadata,
    issuedAt: instantOf(nowMs),
    expiresAt: renewedExpiry(before, nowMs),
    replaces: id,
  };
};
