import type { Confirmation, MeetingTypeSettings } from './meeting-type.js';

/** The caller is a plain host, and only owners may do this: the type does not name the caller, or has other hosts, too. */
export type OwnersOnlyRefusal = { readonly kind: 'ownersOnly'; readonly why: 'notAHost' | 'othersConfirm' };

/**
 * Returns why a plain host may not make a link of a meeting type, or book with one, that is confirmed like that; null if it
 * may, or the caller is no plain host. Otherwise a plain host could book into calendars of others, past the confirmation that
 * their type asks for.
 */
export const refusalToPlainHost = (
  type: Readonly<Pick<MeetingTypeSettings, 'hostIds' | 'confirmation'>>,
  plainHostId: string | undefined,
  confirmation: Confirmation,
): OwnersOnlyRefusal | null => {
  if (plainHostId === undefined) return null;
  if (!type.hostIds.includes(plainHostId)) return { kind: 'ownersOnly', why: 'notAHost' };
  const isFree = confirmation === type.confirmation || isAlone(type.hostIds, plainHostId);
  return isFree ? null : { kind: 'ownersOnly', why: 'othersConfirm' };
};

/** Whether no other host's calendar is involved. */
export const isAlone = (hostIds: readonly string[], hostId: string): boolean => hostIds.every((id) => id === hostId);
