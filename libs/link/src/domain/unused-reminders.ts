import type { IssuedLink } from '@bookonce/contracts/events/link';
import { epochMsOf, type Instant, instantOf } from '@bookonce/kernel/json';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A mail that reminds the recipient of a link that is still unused then. */
export interface UnusedReminder {
  readonly reminderId: string;
  readonly dueAt: Instant;
}

/** The reminders that a link sends while it is unused, earliest first; none if nobody can be mailed. */
export const unusedRemindersOf = ({
  linkId,
  recipient,
  issuedAt,
  unusedReminderDays,
}: IssuedLink): readonly UnusedReminder[] =>
  recipient?.email === undefined
    ? []
    : unusedReminderDays.map((days, index) => ({
        reminderId: `remind-link/${linkId}/${index + 1}`,
        dueAt: instantOf(epochMsOf(issuedAt) + days * DAY_MS),
      }));

/** The latest reminder that is due; null if none is. */
export const dueUnusedReminder = (link: IssuedLink, now: Instant): UnusedReminder | null =>
  unusedRemindersOf(link).findLast(({ dueAt }) => dueAt <= now) ?? null;
