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
  /** Unless somebody else organizes it, the first host is the organizer. All other hosts are attendees. */
  readonly hosts: readonly CalendarPerson[];
  /** Organizes it in place of the first host: calendars enter no invitation by their own owner. */
  readonly organizer?: CalendarPerson;
  readonly location?: string;
  /** Where the reader sees to the booking. Only the attendee's has the manage token in it. */
  readonly manageUrl?: string;
  /** The description, in the reader's language, with that URL in it; by default, it is presented in English. */
  readonly manageNote?: string;
}
