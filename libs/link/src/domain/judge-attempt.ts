import type { LinkEvent } from '@bookonce/contracts/events/link';
import { attemptLimit, isWaiting } from '@bookonce/contracts/streams/link-attempts';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Instant } from '@bookonce/kernel/json';
import { endReason, type KnownLink, verdictOn } from './link-state.js';

/** The questions of an attempt to its link. The link always answers: a refusal is an `AttemptVoided`. */
export type AttemptCommand =
  /** May this attempt hold a slot until it is confirmed by mail? */
  | { readonly type: 'admit'; readonly bookingId: string; readonly now: Instant }
  | { readonly type: 'consume'; readonly bookingId: string; readonly hostIds: readonly string[]; readonly now: Instant }
  | { readonly type: 'voidAttempt'; readonly bookingId: string; readonly reason: VoidReason };

/** Judges an attempt. No events if its verdict stands, which never changes (I1, I3). */
export const judgeAttempt = (command: AttemptCommand, state: KnownLink): readonly LinkEvent[] => {
  const { bookingId } = command;
  const { linkId, expiresAt } = state.issued;
  const voided = (reason: VoidReason): LinkEvent => ({ type: 'AttemptVoided', data: { linkId, bookingId, reason } });
  if (verdictOn(state, bookingId) !== null) return [];
  // The end of the link tells the attendee more than any other reason.
  const ended = endReason(state);
  if (command.type === 'voidAttempt') return [voided(ended ?? command.reason)];
  const isAdmitted = isWaiting(state.attempts, bookingId);
  if (command.type === 'admit' && isAdmitted) return [];
  if (ended !== null) return [voided(ended)];
  if (expiresAt <= command.now) {
    // "Expired" is never decided by comparing clocks alone: it is stored before the caller learns of it (I4).
    return [{ type: 'LinkExpired', data: { linkId } }, voided('linkExpired')];
  }
  // An attempt that has got this far ends the link, so no limit on attempts is of any use.
  if (command.type === 'consume') {
    return [{ type: 'LinkConsumed', data: { linkId, bookingId, hostIds: [...command.hostIds] } }];
  }
  const limit = attemptLimit(state.attempts, { waits: true });
  return limit === null ? [{ type: 'AttemptAdmitted', data: { linkId, bookingId } }] : [voided(limit)];
};
