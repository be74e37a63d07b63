import type { BusyInterval } from '@bookonce/kernel/ports/busy-reader';

/** Names the calendar as a source of busy times. */
export interface CalendarSource {
  readonly hostId: string;
  readonly workspaceId: string;
  readonly source: { readonly type: 'ics' | 'caldav'; readonly id: string; readonly name: string };
}

export type BusyChange =
  | { readonly kind: 'done' }
  /** More busy times than a source may have. */
  | { readonly kind: 'tooMany'; readonly most: number }
  /** The source, or the host, is gone for good. */
  | { readonly kind: 'gone' };

/** Tells the availability service when calendars make their hosts busy. */
export interface BusySources {
  /**
   * Replaces all busy times of a calendar, or those within a time; null removes the calendar for good. Rejects if the
   * outcome is unknown.
   */
  change(
    source: CalendarSource,
    intervals: readonly BusyInterval[] | null,
    within?: BusyInterval | null,
  ): Promise<BusyChange>;
}
