import type { LinkEvent } from '@bookonce/contracts/events/link';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Instant } from '@bookonce/kernel/json';
import { endReason, type KnownLink, verdictOn } from './link-state.js';

/** How many attempts of one link may wait for their confirmation by mail at a time. */
export const MOST_PENDING_ATTEMPTS = 3;

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
  const isAdmitted = state.admitted.includes(bookingId);
  if (command.type === 'admit' && isAdmitted) return [];
  if (ended !== null) return [voided(ended)];
  if (expiresAt <= command.now) {
    // "Expired" is never decided by comparing clocks alone: it is stored before the caller learns of it (I4).
    return [{ type: 'LinkExpired', data: { linkId } }, voided('linkExpired')];
  }
  if (command.type === 'consume') {
    return [{ type: 'LinkConsumed', data: { linkId, bookingId, hostIds: [...command.hostIds] } }];
  }
  return state.admitted.length < MOST_PENDING_ATTEMPTS
    ? [{ type: 'AttemptAdmitted', data: { linkId, bookingId } }]
    : [voided('tooManyPending')];
};
