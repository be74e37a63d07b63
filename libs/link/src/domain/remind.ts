import type { LinkRefusal } from '@bookonce/contracts/commands/link';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import type { Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { LinkState } from './link-state.js';

export interface Reminder {
  /** Names the caller's command, so that one that comes again asks for no second mail. */
  readonly reminderId: string;
  readonly message?: string;
  /** Takes the place of a link that has expired; one that is active stays as it is. */
  readonly replacement: IssuedLink;
  readonly now: Instant;
}

/** Asks for the recipient to be mailed a link that works: this one, or where it has expired, a fresh one. */
export const remind = (reminder: Reminder, state: LinkState): Result<readonly LinkEvent[], LinkRefusal> => {
  const { reminderId, message, replacement, now } = reminder;
  const { linkId } = state;
  if (state.reminders.includes(reminderId)) return ok([]);
  if (state.replacedBy !== null) return fail({ kind: 'linkEnded', end: 'replaced' });
  if (state.status !== 'active' && state.status !== 'expired') {
    return fail(state.status === 'none' ? { kind: 'linkUnknown' } : { kind: 'linkEnded', end: state.status });
  }
  if (!state.hasAddress) return fail({ kind: 'noAddress' });
  const requested = (mailedLinkId: string): LinkEvent => ({
    type: 'LinkReminderRequested',
    data: { linkId, reminderId, mailedLinkId, ...(message === undefined ? {} : { message }) },
  });
  const isOver = state.status === 'expired' || state.expiresAt <= now;
  if (!isOver) return ok([requested(linkId)]);
  return ok([
    // A fact before anybody is told (I4).
    ...(state.status === 'active' ? [{ type: 'LinkExpired', data: { linkId } } as const] : []),
    { type: 'LinkReissued', data: { linkId, replacement } },
    requested(replacement.linkId),
  ]);
};
