import type { LinkTerms } from '@bookonce/contracts/commands/link';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import type { FieldError } from '@bookonce/contracts/replies';
import type { CurrentMeetingType } from '@bookonce/contracts/streams/meeting-type';
import { LONGEST_LINK_DAYS } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, instantOf, withoutUndefined, type Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Both derive from the command that makes the link. */
export type LinkIdentity = Pick<IssuedLink, 'linkId' | 'sealedToken'>;

/** A link of `type` as it is now, by the caller's terms, or every term that is wrong. */
export const newLink = (
  { meetingTypeId, settings }: CurrentMeetingType,
  { hostId, recipient, note, metadata, overrides, ...terms }: LinkTerms,
  identity: LinkIdentity,
  now: Instant,
): Result<IssuedLink, readonly FieldError[]> => {
  const expiry = expiryOf(terms, settings.linkValidityDays, now);
  const errors: readonly FieldError[] = [
    ...(hostId === undefined || settings.hostIds.includes(hostId)
      ? []
      : [{ path: 'hostId', message: 'is not a host of this meeting type' }]),
    ...(expiry.ok ? [] : [expiry.error]),
  ];
  if (!expiry.ok || errors.length > 0) return fail(errors);
  const given = withoutUndefined({ hostId, recipient, note, overrides });
  return ok({
    ...given,
    ...identity,
    meetingTypeId,
    metadata: metadata ?? {},
    issuedAt: now,
    expiresAt: expiry.value,
    prefill: terms.prefill ?? false,
    recipientOnly: terms.recipientOnly ?? false,
    unusedReminderDays: terms.unusedReminderDays ?? settings.unusedReminderDays,
  });
};

/** The end that the caller asked for, or by default the one that the meeting type sets. */
const expiryOf = (
  { expiresAt, expiresInDays }: Pick<LinkTerms, 'expiresAt' | 'expiresInDays'>,
  defaultDays: number,
  now: Instant,
): Result<Instant, FieldError> => {
  const nowMs = epochMsOf(now);
  if (expiresAt === undefined) return ok(instantOf(nowMs + (expiresInDays ?? defaultDays) * DAY_MS));
  if (expiresInDays !== undefined) {
    return fail({ path: 'expiresInDays', message: 'must not be given together with expiresAt' });
  }
  if (expiresAt <= now) return fail({ path: 'expiresAt', message: 'must be in the future' });
  return epochMsOf(expiresAt) > nowMs + LONGEST_LINK_DAYS * DAY_MS
    ? fail({ path: 'expiresAt', message: `must be within ${LONGEST_LINK_DAYS} days` })
    : ok(expiresAt);
};

/** A link like `before` that takes its place and lives as long from now as `before` was given. */
export const replacementOf = (
  { linkId: replaces, issuedAt, expiresAt, ...before }: IssuedLink,
  identity: LinkIdentity,
  now: Instant,
): IssuedLink => {
  const lifeMs = Math.max(1, epochMsOf(expiresAt) - epochMsOf(issuedAt));
  return { ...before, ...identity, issuedAt: now, expiresAt: instantOf(epochMsOf(now) + lifeMs), replaces };
};
