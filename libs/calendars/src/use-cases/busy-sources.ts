import type { BusySource } from '@bookonce/contracts/events/calendar';
import type { BusyInterval } from '@bookonce/kernel/ports/busy-reader';
import type { Position } from '@bookonce/kernel/ports/event-store';

/** Names a calendar, or the holidays of a host, as a source of busy times. */
export interface CalendarSource {
  readonly hostId: string;
  readonly workspaceId: string;
  readonly source: BusySource;
}

export type BusyChange =
  /** `position`: a reader that has reached it sees the change. */
  | { readonly kind: 'done'; readonly position: Position | null }
  /** More busy times than a source may have. */
  | { readonly kind: 'tooMany'; readonly most: number }
  /** The source, or the host, is gone for good. */
  | { readonly kind: 'gone' };

/** Tells the availability service when calendars and holidays make their hosts busy. */
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
