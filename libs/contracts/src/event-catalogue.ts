import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { EventDefinition } from './define-event.js';
import { bookingEvents, type BookingEvent } from './events/booking.js';
import { calendarEvents, type CalendarEvent } from './events/calendar.js';
import { connectedCalendarEvents, type ConnectedCalendarEvent } from './events/connected-calendar.js';
import { holidaysEvents, type HolidaysEvent } from './events/holidays.js';
import { linkEvents, type LinkEvent } from './events/link.js';
import { mailEvents, type MailEvent } from './events/mail.js';
import { meetingTypeEvents, type MeetingTypeEvent } from './events/meeting-type.js';
import { sessionEvents, type SessionEvent } from './events/session.js';
import { workspaceEvents, type WorkspaceEvent } from './events/workspace.js';

/** Every event there is, by the category of its stream. */
export const eventCatalogue = {
  link: linkEvents,
  calendar: calendarEvents,
  meetingType: meetingTypeEvents,
  booking: bookingEvents,
  workspace: workspaceEvents,
  session: sessionEvents,
  mail: mailEvents,
  connectedCalendar: connectedCalendarEvents,
  holidays: holidaysEvents,
} as const;

export type BookonceEvent =
  | LinkEvent
  | CalendarEvent
  | MeetingTypeEvent
  | BookingEvent
  | WorkspaceEvent
  | SessionEvent
  | MailEvent
  | ConnectedCalendarEvent
  | HolidaysEvent;

/** A stored event whose `type` discriminates its `data`. */
export type Recorded<Event extends BookonceEvent = BookonceEvent> = Event extends BookonceEvent
  ? Omit<StoredEvent, 'type' | 'data'> & Event
  : never;

const definitions = new Map<string, EventDefinition>(
  Object.values(eventCatalogue)
    .flat()
    .map((definition) => [definition.type, definition]),
);

export const definitionOf = (eventType: string): EventDefinition | undefined => definitions.get(eventType);

/** The schema version that new events of this type carry. */
export const versionOf = (eventType: string): number => {
  const definition = definitions.get(eventType);
  if (definition === undefined) throw new Error(`no schema for event ${eventType}`);
  return definition.version;
};

/** Types a stored event. History is upcast when it is read, so every event has the current version of its type. */
export const recorded = (event: StoredEvent): Recorded => event as unknown as Recorded;
