/** The names that sentences about a meeting are made of. */
export interface Names {
  /** The name of the meeting type. */
  readonly meeting: string;
  readonly hosts: readonly string[];
  readonly attendee: string;
}
