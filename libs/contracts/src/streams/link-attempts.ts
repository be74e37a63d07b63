import { appended, emptyList, itemsOf, listOf, type PersistentList } from '@bookonce/kernel/persistent-list';
import type { LinkEvent } from '../events/link.js';
import type { VoidReason } from '../values/reasons.js';

/** How many attempts a link takes before its host must allow more, and how many are allowed at a time. */
export const ATTEMPTS_ALLOWED = 100;

/** How many attempts of one link may wait for their confirmation by mail at a time. */
export const MOST_PENDING_ATTEMPTS = 3;

/**
 * Refusals that come before anything is stored, so an attempt that ends with one does not count. Earlier releases stored
 * them all. Today one is stored only if another booking, or a change by the host, gets ahead of the attempt in the same
 * moment: nobody can make many.
 */
const UNCOUNTED: ReadonlySet<VoidReason> = new Set([
  'slotTaken',
  'slotNotOffered',
  'tooManyPending',
  'tooManyAttempts',
] satisfies VoidReason[]);

/** The booking attempts on a link, by the link's stream. */
export interface LinkAttempts {
  /** How many the stream has admitted or decided on, without those that today are refused before they are stored. */
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
    case 'AttemptVoided': {
      const { bookingId, reason } = event.data;
      const decided = evolveDecided(attempts, bookingId);
      return UNCOUNTED.has(reason) ? { ...decided, stored: decided.stored - 1 } : decided;
    }
    case 'LinkConsumed':
      return evolveDecided(attempts, event.data.bookingId);
    case 'AttemptsAllowed':
      return { ...attempts, allowed: event.data.allowed };
    default:
      return attempts;
  }
};

/** An attempt that waited counts since its admission. */
const evolveDecided = (attempts: LinkAttempts, bookingId: string): LinkAttempts =>
  isWaiting(attempts, bookingId)
    ? { ...attempts, waiting: listOf(waitingAttempts(attempts).filter((id) => id !== bookingId)) }
    : { ...attempts, stored: attempts.stored + 1 };

/** Why the link takes no further attempt; null if it does. `waits`: whether the attempt waits for a confirmation by mail. */
export const attemptLimit = (
  attempts: LinkAttempts,
  { waits }: { readonly waits: boolean },
): 'tooManyAttempts' | 'tooManyPending' | null => {
  if (attempts.stored >= attempts.allowed) return 'tooManyAttempts';
  return waits && waitingAttempts(attempts).length >= MOST_PENDING_ATTEMPTS ? 'tooManyPending' : null;
};
