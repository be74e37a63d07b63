import { emailKey } from '@bookonce/kernel/email-address';

export interface MeetingGuest {
  readonly email: string;
  /** The place in the list of guests. */
  readonly index: number;
}

/** The guests of a meeting, each once, without those who are its attendee or a host of it. */
export const meetingGuests = (
  guests: readonly string[] = [],
  others: readonly { readonly email: string }[],
): readonly MeetingGuest[] => {
  const known = new Set(others.map(({ email }) => emailKey(email)));
  return guests.flatMap((email, index): readonly MeetingGuest[] => {
    if (known.has(emailKey(email))) return [];
    known.add(emailKey(email));
    return [{ email, index }];
  });
};
