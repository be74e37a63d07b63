import type { Instant } from '@bookonce/kernel/json';

/** Somebody's e-mail address, and the ones before it, oldest first. */
export interface KnownEmails {
  readonly email: string;
  readonly formerEmails?: readonly { readonly email: string; readonly until: Instant }[];
}

/** The addresses after a change to `email`, made at `at`. */
export const withEmail = (known: KnownEmails | null, email: string, at: Instant): KnownEmails => {
  if (known === null) return { email };
  const { formerEmails = [] } = known;
  if (known.email === email) return formerEmails.length === 0 ? { email } : { email, formerEmails };
  return { email, formerEmails: [...formerEmails, { email: known.email, until: at }] };
};

/**
 * The address that somebody had at `at`. The organizer of a meeting keeps it: calendars take an update from another
 * organizer for another meeting.
 */
export const emailAt = ({ email, formerEmails = [] }: KnownEmails, at: Instant): string =>
  formerEmails.find(({ until }) => at < until)?.email ?? email;
