import type { PlaceBookingRefusal } from '@bookonce/contracts/commands/booking';
import type { LinkEnd } from '@bookonce/contracts/commands/link';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { ATTEMPTS_ALLOWED } from '@bookonce/contracts/streams/link-attempts';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { unreachable } from '@bookonce/kernel/result';
import { invalid, problem, type Answer } from '../http/answer.js';
import { keyReused } from '../http/idempotency.js';
import { tooMany } from '../http/limits.js';
import { linkGone } from './by-token.js';
import { tryAgain } from './commands.js';
import { ownersOnly } from './owners-only.js';

/** How long a client waits before it asks again whether the host has allowed more attempts, in seconds. */
const AN_HOUR = 3_600;

/** Words the end of a link, to its recipient (410) or to its host (409). */
type Gone = (end: LinkEnd) => Answer;

/** The answer to an attempt that was refused before anything was stored. */
export const refusedAttempt = (refusal: PlaceBookingRefusal | ConflictRefusal, gone: Gone = linkGone): Answer => {
  switch (refusal.kind) {
    case 'keyReused':
      return keyReused();
    case 'linkUnknown':
      return problem('link-unknown');
    case 'linkEnded':
      return gone(refusal.end);
    case 'ownersOnly':
      return ownersOnly(refusal);
    case 'notTheRecipient':
      return problem('not-the-recipient');
    case 'tooManyAttempts':
    case 'tooManyPending':
    case 'slotTaken':
    case 'slotNotOffered':
      return rejectedAttempt(refusal.kind);
    case 'calendarUnavailable':
      return calendarUnavailable();
    case 'invalid':
      return invalid(refusal.errors);
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

/** No calendar is read again sooner after it could not be read. */
const READ_AGAIN_AFTER_S = 10;

/** 503: a calendar that must be read first cannot be read. Nothing was stored, so the same key may try again. */
export const calendarUnavailable = (): Answer =>
  problem('calendar-unavailable', undefined, { headers: { 'retry-after': String(READ_AGAIN_AFTER_S) } });

/** The answer to an attempt that was rejected for this reason. */
export const rejectedAttempt = (reason: VoidReason, gone: Gone = linkGone): Answer => {
  switch (reason) {
    case 'slotTaken':
      return problem('slot-taken');
    case 'slotNotOffered':
      return problem('slot-not-offered');
    case 'linkConsumed':
    case 'linkExpired':
    case 'linkReplaced':
    case 'linkRevoked':
      return gone(endOf[reason]);
    case 'linkUnknown':
      return problem('link-unknown');
    case 'tooManyPending':
      return problem('too-many-pending');
    case 'tooManyAttempts':
      return tooMany('too-many-attempts', {
        name: 'link-stored-attempts',
        attempts: ATTEMPTS_ALLOWED,
        seconds: AN_HOUR,
      });
    case 'optInExpired':
    case 'cancelled':
      return problem('opt-in-expired');
    case 'overdue':
      return problem('booking-overdue', undefined, { headers: { 'retry-after': '1' } });
    default:
      return unreachable(reason);
  }
};

/** 410, to the reader of an opt-in mail whose attempt has ended for this reason. */
export const endedAttempt = (reason: VoidReason): Answer => {
  switch (reason) {
    case 'linkConsumed':
    case 'linkExpired':
    case 'linkReplaced':
    case 'linkRevoked':
      return linkGone(endOf[reason]);
    case 'linkUnknown':
      return problem('link-unknown');
    case 'optInExpired':
    case 'cancelled':
    case 'overdue':
    case 'slotTaken':
    case 'slotNotOffered':
    case 'tooManyPending':
    case 'tooManyAttempts':
      return problem('opt-in-expired');
    default:
      return unreachable(reason);
  }
};

const endOf = {
  linkConsumed: 'consumed',
  linkExpired: 'expired',
  linkReplaced: 'replaced',
  linkRevoked: 'revoked',
} as const satisfies { readonly [reason: string]: LinkEnd };
