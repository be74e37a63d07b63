import type { BusyInterval, BusySource } from '@bookonce/contracts/events/calendar';
import type { KnownEmails } from '@bookonce/contracts/values/former-emails';
import type { Locale } from '@bookonce/contracts/values/language';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { Role } from '@bookonce/contracts/values/role';
import type { Schedule, TimeOff } from '@bookonce/contracts/values/schedule';
import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';
import type { Span } from '../domain/slots/spans.js';

export interface HostDocument extends KnownEmails {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly role: Role;
  /** A deactivated host can no longer be booked. */
  readonly active: boolean;
  readonly schedule: Schedule;
  readonly timeOff: TimeOff;
  /** Absent: the host has no language of their own. */
  readonly locale?: Locale;
  /** The busy times that the API set, in order. */
  readonly busy: readonly BusyInterval[];
  /** When the API last changed it; null if it never did. */
  readonly busySetAt: string | null;
  /** Everything else that says when the host is busy; its intervals are in {@link BusyBlockDocument}s. */
  readonly busySources: readonly BusySource[];
  readonly createdAt: string;
}

export interface MeetingTypeDocument extends MeetingTypeSettings {
  readonly id: string;
  readonly workspaceId: string;
  /** Takes no new links; existing ones go on. */
  readonly archived: boolean;
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

/**
 * The busy times of a host's connected calendars and holidays in 16 days, so that a query reads no more than it needs. An interval
 * is in each block that it overlaps.
 */
export interface BusyBlockDocument {
  /** `<hostId>/<YYYY-MM-DD>`: the first UTC day. */
  readonly id: string;
  /** In the order of their ids. Intervals are in order and do not overlap; epoch ms. */
  readonly sources: readonly { readonly id: string; readonly intervals: readonly Span[] }[];
}

export const availabilityView = defineView('availability', 7);

export const hosts = defineCollection<HostDocument>(availabilityView, {
  name: 'hosts',
  indexes: { workspaceId: (host) => host.workspaceId },
  sortKey: (host) => host.createdAt,
});

export const meetingTypes = defineCollection<MeetingTypeDocument>(availabilityView, {
  name: 'meetingTypes',
  indexes: { workspaceId: (type) => type.workspaceId, archived: (type) => String(type.archived) },
  sortKey: (type) => type.createdAt,
});

export const occupiedDays = defineCollection<OccupiedDayDocument>(availabilityView, {
  name: 'occupiedDays',
  indexes: {},
  sortKey: (day) => day.id,
});

export const busyBlocks = defineCollection<BusyBlockDocument>(availabilityView, {
  name: 'busyBlocks',
  indexes: {},
  sortKey: (block) => block.id,
});

/** Returns the UTC day of an instant (RFC 3339). */
export const occupiedDayId = (hostId: string, instant: string): string => `${hostId}/${instant.slice(0, 10)}`;
