import type { LinkTerms, NewLinkRefusal } from '@bookonce/contracts/commands/link';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import type { FieldError, InvalidRefusal } from '@bookonce/contracts/replies';
import type { CurrentMeetingType } from '@bookonce/contracts/streams/meeting-type';
import { type AskingForLink, refusalOfNewLink } from '@bookonce/contracts/streams/new-links';
import type { LinkOverrides } from '@bookonce/contracts/values/link-overrides';
import { LONGEST_LINK_DAYS } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, instantOf, withoutUndefined, type Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Both derive from the command that makes the link. */
export type LinkIdentity = Pick<IssuedLink, 'linkId' | 'sealedToken'>;

interface Making {
  /** The actor that makes the link; undefined if unknown. */
  readonly createdBy: string | undefined;
  readonly now: Instant;
}

export interface NewLinkContext extends Making, AskingForLink {}

/** A link of `type` as it is now, by the caller's terms, or every term that is wrong, or why it takes no new links. */
export const newLink = (
  type: CurrentMeetingType,
  terms: LinkTerms,
  identity: LinkIdentity,
  context: NewLinkContext,
): Result<IssuedLink, InvalidRefusal | NewLinkRefusal> => {
  const refusal = refusalOfNewLink(type, terms, context);
  if (refusal !== null) return fail(refusal);
  const errors = errorsIn(terms, type, context.now);
  return errors.length > 0 ? fail({ kind: 'invalid', errors }) : ok(acceptedLink(type, terms, identity, context));
};

/** A link by terms that were accepted at `making.now`, when `type` was as it is given. */
export const acceptedLink = (
  { meetingTypeId, settings }: CurrentMeetingType,
  { hostId, recipient, note, metadata, overrides, ...terms }: LinkTerms,
  identity: LinkIdentity,
  { createdBy, now }: Making,
): IssuedLink => {
  const days = terms.expiresInDays ?? settings.linkValidityDays;
  const given = withoutUndefined({ hostId, createdBy, recipient, note, overrides: tidied(overrides) });
  return {
    ...given,
    ...identity,
    meetingTypeId,
    metadata: metadata ?? {},
    issuedAt: now,
    expiresAt: terms.expiresAt ?? instantOf(epochMsOf(now) + days * DAY_MS),
    prefill: terms.prefill ?? false,
    recipientOnly: terms.recipientOnly ?? false,
    // Without an address, nobody can be reminded.
    unusedReminderDays: recipient?.email === undefined ? [] : (terms.unusedReminderDays ?? settings.unusedReminderDays),
    mailed: false,
  };
};

const errorsIn = (terms: LinkTerms, { settings }: CurrentMeetingType, now: Instant): readonly FieldError[] => {
  const { hostId, recipient, recipientOnly, overrides } = terms;
  const pastSlots = (overrides?.slots ?? []).flatMap(({ start }, index) => (start <= now ? [index] : []));
  return [
    ...(hostId === undefined || settings.hostIds.includes(hostId)
      ? []
      : [{ path: 'hostId', message: 'is not a host of this meeting type' }]),
    ...expiryErrorsIn(terms, now),
    ...(recipientOnly === true && recipient?.email === undefined
      ? [{ path: 'recipient.email', message: 'is required if only the recipient can book' }]
      : []),
    ...pastSlots.map((index) => ({ path: `overrides.slots.${index}.start`, message: 'must be in the future' })),
  ];
};

const expiryErrorsIn = (
  { expiresAt, expiresInDays }: Pick<LinkTerms, 'expiresAt' | 'expiresInDays'>,
  now: Instant,
): readonly FieldError[] => {
  if (expiresAt === undefined) return [];
  if (expiresInDays !== undefined) {
    return [{ path: 'expiresInDays', message: 'must not be given together with expiresAt' }];
  }
  if (expiresAt <= now) return [{ path: 'expiresAt', message: 'must be in the future' }];
  return epochMsOf(expiresAt) > epochMsOf(now) + LONGEST_LINK_DAYS * DAY_MS
    ? [{ path: 'expiresAt', message: `must be within ${LONGEST_LINK_DAYS} days` }]
    : [];
};

/** The overrides with their slots in order and each once; undefined if nothing is overridden. */
const tidied = (overrides: LinkOverrides | undefined): LinkOverrides | undefined => {
  const { slots, ...rest } = withoutUndefined(overrides ?? {});
  const starts = [...new Set(slots?.map(({ start }) => start))].sort();
  const tidy = starts.length === 0 ? rest : { ...rest, slots: starts.map((start) => ({ start })) };
  return Object.keys(tidy).length === 0 ? undefined : tidy;
};

/**
 * A link like `before`, of the same maker, that takes its place and lives as long from now as `before` was given. It offers
 * those of the hand-picked times that are still to come, and if none is, the times of the meeting type.
 */
export const replacementOf = (
  { linkId: replaces, issuedAt, expiresAt, overrides, ...before }: IssuedLink,
  identity: LinkIdentity,
  now: Instant,
): IssuedLink => {
  const lifeMs = Math.max(1, epochMsOf(expiresAt) - epochMsOf(issuedAt));
  const slots = overrides?.slots?.filter(({ start }) => start > now);
  const inherited = withoutUndefined({ overrides: tidied({ ...overrides, slots }) });
  return {
    ...before,
    ...inherited,
    ...identity,
    issuedAt: now,
    expiresAt: instantOf(epochMsOf(now) + lifeMs),
    replaces,
    mailed: false,
  };
};
