import { recorded } from '@bookonce/contracts/event-catalogue';
import { withEmail } from '@bookonce/contracts/values/former-emails';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { storedLocale, withLocale } from '@bookonce/contracts/streams/host-locale';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import type { Instant } from '@bookonce/kernel/json';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';
import { unreachable } from '@bookonce/kernel/result';
import { changedEntries, isNotEmpty } from '../domain/busy-times.js';
import { isSlotEvent, occupiedChanges, type OccupiedChange } from '../domain/occupied-slots.js';
import {
  availabilityView,
  type HostDocument,
  hosts,
  type MeetingTypeDocument,
  meetingTypes,
  type Occupied,
  type OccupiedDayDocument,
  occupiedDayId,
  occupiedDays,
} from './availability-documents.js';
import { busyBlockProjection } from './busy-blocks.js';

type Recorded = ReturnType<typeof recorded>;

export const hostProjection: DocumentProjection<HostDocument> = {
  collection: hosts,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'HostAdded':
      case 'HostRenamed':
      case 'ScheduleSet':
      case 'TimeOffSet':
      case 'HostLanguageSet':
      case 'BusySet':
      case 'BusySourceRemoved':
      case 'MemberRoleSet':
      case 'MemberDeactivated':
      case 'MemberReactivated':
        return [event.data.hostId];
      default:
        return [];
    }
  },
  evolve: (host, stored) => {
    const event = recorded(stored);
    if (event.type === 'HostAdded') {
      const { hostId, name, email, role } = event.data;
      const { workspaceId, time } = event.meta;
      const schedule = { timeZone: 'UTC', weekly: [] };
      const busy = { busy: [], busySetAt: null, busySources: [] };
      const rest = { schedule, timeOff: [], ...busy, createdAt: time };
      return { id: hostId, workspaceId, name, email, role, active: true, ...rest };
    }
    if (host === null) return null;
    switch (event.type) {
      case 'HostRenamed':
        return { ...host, name: event.data.name, ...withEmail(host, event.data.email, event.meta.time) };
      case 'ScheduleSet':
        return { ...host, schedule: event.data.schedule };
      case 'TimeOffSet':
        return { ...host, timeOff: event.data.timeOff };
      case 'HostLanguageSet':
        return withLocale(host, storedLocale(event.data));
      case 'BusySet':
        return afterBusySet(host, event.data, event.meta.time);
      case 'MemberRoleSet':
        return { ...host, role: event.data.role };
      case 'MemberDeactivated':
        return { ...host, active: false };
      case 'MemberReactivated':
        return { ...host, active: true };
      case 'BusySourceRemoved': {
        const { id } = event.data.source;
        return { ...host, busySources: host.busySources.filter((source) => source.id !== id) };
      }
      default:
        return host;
    }
  },
};

const afterBusySet = (
  host: HostDocument,
  { source, added, removed }: Extract<CalendarEvent, { type: 'BusySet' }>['data'],
  time: Instant,
): HostDocument => {
  if (source.id !== PUT_SOURCE.id) {
    const others = host.busySources.filter(({ id }) => id !== source.id);
    return { ...host, busySources: [...others, source].sort((a, b) => (a.id < b.id ? -1 : 1)) };
  }
  const [before, gone] = removed === 'all' ? [[], []] : [host.busy, removed];
  return { ...host, busy: changedEntries(before, gone, added.filter(isNotEmpty)), busySetAt: time };
};

export const meetingTypeProjection: DocumentProjection<MeetingTypeDocument> = {
  collection: meetingTypes,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'MeetingTypeCreated':
      case 'MeetingTypeChanged':
      case 'MeetingTypeArchived':
      case 'MeetingTypeRestored':
        return [event.data.meetingTypeId];
      default:
        return [];
    }
  },
  evolve: (type, stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'MeetingTypeCreated':
      case 'MeetingTypeChanged': {
        const { meetingTypeId, settings } = event.data;
        const { workspaceId, time } = event.meta;
        const { archived = false, createdAt = time } = type ?? {};
        return { ...settings, id: meetingTypeId, workspaceId, archived, createdAt };
      }
      case 'MeetingTypeArchived':
      case 'MeetingTypeRestored':
        return type === null ? null : { ...type, archived: event.type === 'MeetingTypeArchived' };
      default:
        return type;
    }
  },
};

/** The changes that the view shows. It does not show how a move was decided. */
const shownChanges = (event: Recorded): readonly OccupiedChange[] =>
  isSlotEvent(event) ? occupiedChanges(event).filter(({ change }) => change !== 'settleMove') : [];

const dayOf = (event: Recorded, { start }: OccupiedChange): string =>
  isSlotEvent(event) ? occupiedDayId(event.data.hostId, start) : '';

const afterChange = (slots: readonly Occupied[], change: OccupiedChange): readonly Occupied[] => {
  const isIts = ({ bookingId, start }: Occupied): boolean => bookingId === change.bookingId && start === change.start;
  switch (change.change) {
    case 'occupy': {
      const { change: _change, ...slot } = change;
      return [...slots.filter((other) => !isIts(other)), slot];
    }
    case 'book':
      return slots.map((slot) => (isIts(slot) ? { ...slot, state: 'booked' } : slot));
    case 'free':
      return slots.filter((slot) => !isIts(slot));
    case 'unreserve':
      return slots.filter((slot) => !isIts(slot) || slot.state !== 'reserved');
    case 'settleMove':
      return slots;
    default:
      return unreachable(change);
  }
};

export const occupiedDayProjection: DocumentProjection<OccupiedDayDocument> = {
  collection: occupiedDays,
  idsOf: (stored) => {
    const event = recorded(stored);
    return [...new Set(shownChanges(event).map((change) => dayOf(event, change)))];
  },
  evolve: (day, stored, id) => {
    const event = recorded(stored);
    if (!isSlotEvent(event)) return day;
    const changes = shownChanges(event).filter((change) => dayOf(event, change) === id);
    const slots = changes.reduce(afterChange, day?.slots ?? []);
    return slots.length === 0 ? null : { id, slots };
  },
};

export const availabilityProjector: Projector = {
  kind: 'projector',
  view: availabilityView,
  categories: ['calendar', 'meetingType', 'workspace'],
  advancesWith: ['booking'],
  documents: [
    documentsOf(hostProjection),
    documentsOf(meetingTypeProjection),
    documentsOf(occupiedDayProjection),
    documentsOf(busyBlockProjection),
  ],
};
