import { calendar } from '@bookonce/availability/domain/calendar';
import { availabilityProjector } from '@bookonce/availability/views/availability-projector';
import { calendarsProjector } from '@bookonce/calendars/views/calendars-projector';
import { booking } from '@bookonce/booking/domain/booking';
import { placeBooking } from '@bookonce/booking/domain/place-booking';
import { bookingProjector } from '@bookonce/booking/views/booking-projector';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore, StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Timers } from '@bookonce/kernel/ports/timers';
import type { Projector } from '@bookonce/kernel/projector';
import { link } from '@bookonce/link/domain/link';
import type { LinkDocument, LinkStatus } from '@bookonce/link/views/link-document';
import { linkProjector } from '@bookonce/link/views/link-projector';
import { notificationProjector } from '@bookonce/notification/views/notification-projector';
import type { CalendarServicePorts } from '../calendars/calendar-world.js';
import type { ServiceName } from './services.js';

/**
 * The replaceable parts of a run: the product's deciders, process manager and projectors, and the ports that carry them.
 * A deliberate fault replaces one of them.
 */
export interface Parts {
  readonly link: typeof link;
  readonly calendar: typeof calendar;
  readonly booking: typeof booking;
  readonly placeBooking: typeof placeBooking;
  readonly projectors: readonly Projector[];
  /** The projectors of runs with connected calendars alone. */
  readonly calendarProjectors: readonly Projector[];
  /** The ports of a process of the calendar service. */
  readonly calendarPorts: (ports: CalendarServicePorts, clock: Clock) => CalendarServicePorts;
  /** The bus by which a service sends commands. */
  readonly commands: (bus: Pick<Bus, 'request'>, service: ServiceName) => Pick<Bus, 'request'>;
  /** The ids of a service's events. */
  readonly ids: (ids: Ids, service: ServiceName) => Ids;
  /** The event store's server. */
  readonly store: (server: EventStore) => EventStore;
  /** The read models' server. */
  readonly views: (server: ReadModels) => ReadModels;
  /** The timers of a process that has just started. */
  readonly timers: (inViews: Timers) => Timers;
  /** The mailer of a process. */
  readonly mailer: (mailer: Mailer) => Mailer;
  /** The bus that a process publishes to. */
  readonly bus: (bus: Pick<Bus, 'publish'>) => Pick<Bus, 'publish'>;
  /** Lets a subscriber handle an event. The event is delivered again if it rejects. */
  readonly deliver: (subscriber: string, event: StoredEvent, handle: () => Promise<void>) => Promise<void>;
  /** The status that a visitor sees for a link of the views. */
  readonly shownStatus: (link: LinkDocument, nowMs: number) => LinkStatus;
  /** Whether an attendee sees "confirmed" as soon as the request is stored. */
  readonly confirmsEarly: boolean;
}

/** A deliberate mistake that looks right. The simulator must catch it. */
export interface Fault {
  readonly name: string;
  readonly parts: Parts;
}

export const realParts: Parts = {
  link,
  calendar,
  booking,
  placeBooking,
  projectors: [linkProjector, availabilityProjector, bookingProjector, notificationProjector],
  calendarProjectors: [calendarsProjector],
  calendarPorts: (ports) => ports,
  commands: (bus) => bus,
  ids: (ids) => ids,
  store: (server) => server,
  views: (server) => server,
  timers: (inViews) => inViews,
  mailer: (mailer) => mailer,
  bus: (bus) => bus,
  deliver: (_subscriber, _event, handle) => handle(),
  shownStatus: (document) => document.status,
  confirmsEarly: false,
};
