import type { Assignment, Confirmation } from '@bookonce/contracts/values/meeting-type';
import type { Answers, Attendee } from '@bookonce/contracts/values/people';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Collection } from '@bookonce/kernel/ports/read-models';

export type BookingStatus =
  'pending' | 'awaitingOptIn' | 'awaitingApproval' | 'confirmed' | 'declined' | 'cancelled' | 'rejected';

/** What the read models know of one booking attempt. */
export interface BookingDocument {
  readonly id: string;
  readonly workspaceId: string;
  readonly status: BookingStatus;
  readonly linkId: string;
  readonly meetingTypeId: string;
  readonly assignment: Assignment;
  readonly confirmation: Confirmation;
  /** Who takes the meeting; while pending, who may. */
  readonly hostIds: readonly string[];
  readonly start: string;
  readonly end: string;
  /** The start that was asked for at first, where it has moved since. */
  readonly askedStart?: string;
  readonly attendee: Attendee;
  readonly answers: Answers;
  readonly note?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Why it was rejected. */
  readonly reason?: VoidReason;
  /** What the host or attendee said on declining or cancelling. */
  readonly endedReason?: string;
  readonly optInUntil?: string;
  readonly manageTokenHash: string;
  /** Raised by each reschedule and cancel: the SEQUENCE of its calendar file. */
  readonly sequence: number;
}

export const bookings: Collection<BookingDocument> = {
  name: 'bookings',
  indexes: {
    workspaceId: (booking) => booking.workspaceId,
    status: (booking) => booking.status,
    linkId: (booking) => booking.linkId,
    hostId: (booking) => booking.hostIds[0] ?? null,
    manageTokenHash: (booking) => booking.manageTokenHash,
  },
  sortKey: (booking) => booking.start,
};
