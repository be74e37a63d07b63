export interface CalendarPerson {
  readonly name: string;
  readonly email: string;
}

/** The data of a booked meeting in a calendar file. */
export interface CalendarMeeting {
  readonly bookingId: string;
  /** Number of changes to the meeting so far. */
  readonly sequence: number;
  readonly start: string;
  readonly end: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly title: string;
  readonly isCancelled: boolean;
  readonly attendee: CalendarPerson;
  /** Addresses of others who are invited. */
  readonly guests?: readonly string[];
  /** The first host is the organizer, the others are attendees. */
  readonly hosts: readonly CalendarPerson[];
  readonly location?: string;
  /** Only for the attendee's file: it carries the manage token. */
  readonly manageUrl?: string;
  /** Presents the manage URL, which it contains, in the reader's language; English by default. */
  readonly manageNote?: string;
}
