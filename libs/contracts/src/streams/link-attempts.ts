import { appended, emptyList, itemsOf, listOf, type PersistentList } from '@bookonce/kernel/persistent-list';
import type { LinkEvent } from '../events/link.js';

/** How many attempts a link takes before its host must allow more, and how many are allowed at a time. */
export const ATTEMPTS_ALLOWED = 100;

/** How many attempts of one link may wait for their confirmation by mail at a time. */
export const MOST_PENDING_ATTEMPTS = 3;

/** The booking attempts on a link, by the link's stream. */
export interface LinkAttempts {
  /** How many the stream has admitted or decided on. An attempt that was refused before it was stored is none of them. */
  readonly stored: number;
  /** How many are taken before the host must allow more. */
  readonly allowed: number;
  /** Booking ids of the attempts that wait for a confirmation by mail, in the order of their admission. */
  readonly waiting: PersistentList<string>;
}

export const noAttempts: LinkAttempts = { stored: 0, allowed: ATTEMPTS_ALLOWED, waiting: emptyList };

/** The booking ids of those that wait, in the order of their admission. */
export const waitingAttempts = ({ waiting }: LinkAttempts): readonly string[] => itemsOf(waiting);

export const isWaiting = ({ waiting }: LinkAttempts, bookingId: string): boolean =>
  waiting.length > 0 && itemsOf(waiting).includes(bookingId);

/** The attempts after an event of their link. */
export const evolveAttempts = (attempts: LinkAttempts, event: LinkEvent): LinkAttempts => {
  const { stored, waiting } = attempts;
  switch (event.type) {
    case 'AttemptAdmitted':
      return { ...attempts, stored: stored + 1, waiting: appended(waiting, event.data.bookingId) };
    case 'AttemptVoided':
    case 'LinkConsumed': {
      const { bookingId } = event.data;
      if (!isWaiting(attempts, bookingId)) return { ...attempts, stored: stored + 1 };
      return { ...attempts, waiting: listOf(waitingAttempts(attempts).filter((id) => id !== bookingId)) };
    }
    case 'AttemptsAllowed':
      return { ...attempts, allowed: event.data.allowed };
    default:
      return attempts;
  }
};

/** Why the link takes no further attempt; null if it does. `waits`: whether the attempt waits for a confirmation by mail. */
export const attemptLimit = (
  attempts: LinkAttempts,
  { waits }: { readonly waits: boolean },
): 'tooManyAttempts' | 'tooManyPending' | null => {
  if (attempts.stored >= attempts.allowed) return 'tooManyAttempts';
  return waits && waitingAttempts(attempts).length >= MOST_PENDING_ATTEMPTS ? 'tooManyPending' : null;
};
