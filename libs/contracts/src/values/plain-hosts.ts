import type { LinkOverrides } from './link-overrides.js';
import type { Confirmation, MeetingTypeSettings } from './meeting-type.js';

/** The caller is a plain host, and only owners may do this: the type does not name the caller, or has other hosts, too. */
export type OwnersOnlyRefusal = { readonly kind: 'ownersOnly'; readonly why: 'notAHost' | 'othersConfirm' };

/** A link, as far as it says how its bookings are confirmed. */
export interface ConfirmedLink {
  readonly overrides?: Pick<LinkOverrides, 'confirmation'> | undefined;
  /** Whether an owner made it; of a link that is not made yet, false. */
  readonly isByOwner: boolean;
}

/**
 * Returns why a plain host may not make a link of a meeting type, or book with one, that is confirmed like that; null if it
 * may, or the caller is no plain host. Otherwise a plain host could book into calendars of others, past the confirmation that
 * their type asks for.
 *
 * @param link the link to book with, or whose place the new one takes
 */
export const refusalToPlainHost = (
  type: Readonly<Pick<MeetingTypeSettings, 'hostIds' | 'confirmation'>>,
  plainHostId: string | undefined,
  confirmation: Confirmation,
  link: ConfirmedLink,
): OwnersOnlyRefusal | null => {
  if (plainHostId === undefined) return null;
  if (!type.hostIds.includes(plainHostId)) return { kind: 'ownersOnly', why: 'notAHost' };
  const isFree = confirmation === confirmationByOwners(type, link) || isAlone(type.hostIds, plainHostId);
  return isFree ? null : { kind: 'ownersOnly', why: 'othersConfirm' };
};

/**
 * Returns the way of confirming that owners chose: the link's own if an owner made the link, or else the type's of today. A
 * plain host may have made the link when the type confirmed otherwise, or had no other hosts.
 */
const confirmationByOwners = (
  { confirmation }: Readonly<Pick<MeetingTypeSettings, 'confirmation'>>,
  { overrides, isByOwner }: ConfirmedLink,
): Confirmation => (isByOwner ? (overrides?.confirmation ?? confirmation) : confirmation);

/** Whether a type names no other host. A link for one host of several counts as a link of them all. */
export const isAlone = (hostIds: readonly string[], hostId: string): boolean => hostIds.every((id) => id === hostId);
