import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { unreachable } from '@bookonce/kernel/result';
import { problem, type Answer } from '../http/answer.js';
import { linkGone } from './refusals.js';

/** The answer to an attempt that was rejected for this reason. */
export const rejection = (reason: VoidReason): Answer => {
  switch (reason) {
    case 'slotTaken':
      return problem('slot-taken');
    case 'slotNotOffered':
      return problem('slot-not-offered');
    case 'linkConsumed':
      return linkGone('consumed');
    case 'linkExpired':
      return linkGone('expired');
    case 'linkReplaced':
      return linkGone('replaced');
    case 'linkRevoked':
      return linkGone('revoked');
    case 'linkUnknown':
      return problem('link-unknown');
    case 'tooManyPending':
      return problem('too-many-pending', undefined, { headers: { 'retry-after': '60' } });
    case 'optInExpired':
      return problem('opt-in-expired');
    case 'overdue':
      return problem('booking-overdue', undefined, { headers: { 'retry-after': '1' } });
    default:
      return unreachable(reason);
  }
};

/** Nothing came of it, but the same request may well succeed later. */
export const mayTryAgain = (reason: VoidReason | undefined): boolean =>
  reason === 'overdue' || reason === 'tooManyPending';
