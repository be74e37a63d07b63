import type { BusyInterval } from '@bookonce/contracts/events/calendar';
import type { KnownEmails } from '@bookonce/contracts/values/former-emails';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { Schedule, TimeOff } from '@bookonce/contracts/values/schedule';
import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';

export interface HostDocument extends KnownEmails {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly schedule: Schedule;
  readonly timeOff: TimeOff;
  readonly busy: readonly BusyInterval[];
  readonly createdAt: string;
}

export interface MeetingTypeDocument extends MeetingTypeSettings {
  readonly id: string;
  readonly workspaceId: string;
  readonly createdAt: string;
}

/** A slot that is held or booked, with its buffers. */
export interface Occupied {
  readonly bookingId: string;
  readonly meetingTypeId: string;
  readonly start: string;
  readonly end: string;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  /** `reserved` is the target of a reschedule in progress; the current slot stays. */
  readonly state: 'held' | 'booked' | 'reserved';
}

/**
 * A host's occupied slots that start on one UTC day, so that a booking rewrites one day instead of the whole history.
 */
export interface OccupiedDayDocument {
  /** `<hostId>/<YYYY-MM-DD>` */
  readonly id: string;
  readonly slots: readonly Occupied[];
}

export const availabilityView = defineView('availability', 3);

export const hosts = defineCollection<HostDocument>(availabilityView, {
  name: 'hosts',
  indexes: { workspaceId: (host) => host.workspaceId },
  sortKey: (host) => host.createdAt,
});

export const meetingTypes = defineCollection<MeetingTypeDocument>(availabilityView, {
  name: 'meetingTypes',
  indexes: { workspaceId: (type) => type.workspaceId },
  sortKey: (type) => type.createdAt,
});

export const occupiedDays = defineCollection<OccupiedDayDocument>(availabilityView, {
  name: 'occupiedDays',
  indexes: {},
  sortKey: (day) => day.id,
});

/** Returns the UTC day of an instant (RFC 3339). */
export const occupiedDayId = (hostId: string, instant: string): string => `${hostId}/${instant.slice(0, 10)}`;
