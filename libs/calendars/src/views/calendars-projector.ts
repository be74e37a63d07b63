import { recorded } from '@bookonce/contracts/event-catalogue';
import { storedLocale, withLocale } from '@bookonce/contracts/streams/host-locale';
import { withEmail } from '@bookonce/contracts/values/former-emails';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';
import {
  calendarHosts,
  calendarsView,
  connectedCalendars,
  hostsWithHolidays,
  occupiedTimeId,
  occupiedTimes,
  storedBusy,
  type CalendarHostDocument,
  type ConnectedCalendarDocument,
  type HostWithHolidaysDocument,
  type OccupiedTimeDocument,
  type StoredBusyDocument,
} from './calendar-documents.js';

const calendarHostProjection: DocumentProjection<CalendarHostDocument> = {
  collection: calendarHosts,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'HostAdded':
      case 'HostRenamed':
      case 'ScheduleSet':
      case 'HostLanguageSet':
        return [event.data.hostId];
      default:
        return [];
    }
  },
  evolve: (host, stored, id) => {
    const event = recorded(stored);
    if (event.type === 'HostAdded') {
      const { name, email } = event.data;
      return {
        id,
        workspaceId: event.meta.workspaceId,
        name,
        ...withEmail(null, email, event.meta.time),
        timeZone: 'UTC',
      };
    }
    if (host === null) return null;
    switch (event.type) {
      case 'HostRenamed':
        return { ...host, name: event.data.name, ...withEmail(host, event.data.email, event.meta.time) };
      case 'ScheduleSet':
        return { ...host, timeZone: event.data.schedule.timeZone };
      case 'HostLanguageSet':
        return withLocale(host, storedLocale(event.data));
      default:
        return host;
    }
  },
};

export const connectedCalendarProjection: DocumentProjection<ConnectedCalendarDocument> = {
  collection: connectedCalendars,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'CalendarConnected':
      case 'CalendarChanged':
      case 'CalendarDisconnected':
        return [event.data.calendarId];
      default:
        return [];
    }
  },
  evolve: (calendar, stored, id) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'CalendarConnected': {
        const { calendarId: _calendarId, ...connected } = event.data;
        const { workspaceId, time: connectedAt } = event.meta;
        return { id, workspaceId, connectedAt, ...connected };
      }
      case 'CalendarChanged': {
        const { name, readFrom, writeTo, allEventsBusy, whenUnreachable } = event.data;
        return calendar && { ...calendar, name, readFrom, writeTo, allEventsBusy, whenUnreachable };
      }
      case 'CalendarDisconnected':
        return null;
      default:
        return calendar;
    }
  },
};

export const hostWithHolidaysProjection: DocumentProjection<HostWithHolidaysDocument> = {
  collection: hostsWithHolidays,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'HolidaysChosen' || event.type === 'HolidaysEnded' ? [event.data.hostId] : [];
  },
  evolve: (host, stored, id) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'HolidaysChosen': {
        const { country, region, off } = event.data;
        return { id, workspaceId: event.meta.workspaceId, country, region, off };
      }
      case 'HolidaysEnded':
        return null;
      default:
        return host;
    }
  },
};

export const occupiedTimeProjection: DocumentProjection<OccupiedTimeDocument> = {
  collection: occupiedTimes,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'SlotHeld':
      case 'SlotMoved':
      case 'SlotReleased':
        return [occupiedTimeId(event.data.hostId, event.data.bookingId)];
      default:
        return [];
    }
  },
  evolve: (time, stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'SlotHeld':
      case 'SlotMoved': {
        const { hostId, bookingId, start, end } = event.data;
        return { hostId, bookingId, start, end };
      }
      case 'SlotReleased':
        // A release of the place that a move has left changes nothing.
        return time?.start === event.data.start ? null : time;
      default:
        return time;
    }
  },
};

export const storedBusyProjection: DocumentProjection<StoredBusyDocument> = {
  collection: storedBusy,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'BusySet':
      case 'BusySourceRemoved': {
        const { type, id } = event.data.source;
        return type === 'ics' || type === 'caldav' ? [id] : [];
      }
      default:
        return [];
    }
  },
  evolve: (busy, stored, calendarId) => {
    switch (stored.type) {
      case 'BusySet':
        return { calendarId, eventId: stored.id };
      case 'BusySourceRemoved':
        return null;
      default:
        return busy;
    }
  },
};

/** Fills the calendar service's own view: the calendars, and the facts about their hosts that reading them needs. */
export const calendarsProjector: Projector = {
  kind: 'projector',
  view: calendarsView,
  categories: ['calendar', 'connectedCalendar', 'holidays'],
  documents: [
    documentsOf(calendarHostProjection),
    documentsOf(connectedCalendarProjection),
    documentsOf(hostWithHolidaysProjection),
    documentsOf(occupiedTimeProjection),
    documentsOf(storedBusyProjection),
  ],
};
