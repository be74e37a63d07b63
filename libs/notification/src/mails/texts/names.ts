/** The names that sentences about a meeting are made of. */
export interface Names {
  /** The name of the meeting type. */
  readonly meeting: string;
  /** One or several, separated by commas. */
  readonly hosts: string;
  readonly attendee: string;
}
