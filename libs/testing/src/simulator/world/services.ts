import { HandlerTable } from '@bookonce/adapter-delivery/handler-table';
import { AvailabilityController } from '@bookonce/availability/use-cases/availability-controller';
import { AvailabilityService } from '@bookonce/availability/use-cases/availability-service';
import { BookingDeliveriesController } from '@bookonce/calendars/use-cases/booking-deliveries-controller';
import { CalendarController } from '@bookonce/calendars/use-cases/calendar-controller';
import { BookingController } from '@bookonce/booking/use-cases/booking-controller';
import type { BookingTokens } from '@bookonce/booking/use-cases/booking-service-deps';
import { BookingService } from '@bookonce/booking/use-cases/booking-service';
import { ClashReactor } from '@bookonce/booking/use-cases/clash-reactor';
import { PlaceBookingRunner } from '@bookonce/booking/use-cases/place-booking-process';
import { PlaceBookingReactor } from '@bookonce/booking/use-cases/place-booking-reactor';
import { eventPattern } from '@bookonce/contracts/cloud-event';
import { eventCatalogue } from '@bookonce/contracts/event-catalogue';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { LinkController } from '@bookonce/link/use-cases/link-controller';
import { LinkService } from '@bookonce/link/use-cases/link-service';
import { onLinkTimer } from '@bookonce/link/use-cases/link-timers';
import {
  NotificationController,
  NotificationService,
  type MailUrls,
} from '@bookonce/notification/use-cases/notification-service';
import { MetadataScanner } from '@nestjs/core';
import type { MessageHandler } from '@nestjs/microservices';
import { ListenerMetadataExplorer } from '@nestjs/microservices/listener-metadata-explorer.js';
import { bootCalendarParts, CalendarRunners } from '../calendars/boot-calendars.js';
import type { CalendarServicePorts } from '../calendars/calendar-world.js';
import type { Parts } from './parts.js';
import { SimulatedCalendars } from './simulated-calendars.js';
import { simulatedSecrets } from '../ports/simulated-ids.js';

const controllers = {
  link: [LinkController],
  availability: [AvailabilityController],
  booking: [BookingController],
  notification: [NotificationController],
  calendars: [CalendarController, BookingDeliveriesController],
};

export type ServiceName = keyof typeof controllers;

/** The connections, clock and scheduler of one service instance. */
export interface InstanceDeps {
  readonly store: EventStore;
  readonly views: ReadModels;
  readonly snapshots: Snapshots;
  readonly bus: Pick<Bus, 'request'>;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly parts: Parts;
  /** Those of the calendar service; null if no host connects a calendar in the run. */
  readonly calendarPorts: CalendarServicePorts | null;
  readonly random: () => number;
  /** Called with each error of a runner. */
  readonly onError: (error: unknown) => void;
}

/** One running instance of a service. */
export interface Instance {
  readonly handlers: HandlerTable;
  readonly onTimer: (timer: Timer) => Promise<void>;
  readonly calendarRunners?: CalendarRunners;
}

const explorer = new ListenerMetadataExplorer(new MetadataScanner());

/** The handlers that each controller declares. They are read once, because processes start often. */
const metadata = new Map<unknown, ReturnType<typeof explorer.explore>>(
  [...Object.values(controllers).flat(), SimulatedCalendars].map(({ prototype }) => [
    prototype,
    explorer.explore(Object.create(prototype) as object),
  ]),
);

/** Registers the handlers of controllers as Nest does: from the metadata of their decorators. */
const mount = (...mounted: readonly object[]): HandlerTable => {
  const table = new HandlerTable();
  for (const controller of mounted) {
    const handlers = metadata.get(Reflect.getPrototypeOf(controller)) ?? [];
    for (const { patterns, methodKey, extras = {}, isEventHandler } of handlers) {
      const handler = (Reflect.get(controller, methodKey) as MessageHandler).bind(controller);
      for (const pattern of patterns) table.add(String(pattern), handler, isEventHandler, extras);
    }
  }
  return table;
};

const bootLink = ({ store, snapshots, clock, ids, parts }: InstanceDeps): Instance => {
  const links = new LinkService(
    { store, snapshots, clock, ids: parts.ids(ids, 'link'), secrets: simulatedSecrets },
    parts.link,
  );
  return { handlers: mount(new LinkController(links)), onTimer: (timer) => onLinkTimer(links, ids, timer) };
};

const bootAvailability = ({ store, snapshots, clock, ids, parts }: InstanceDeps): Instance => {
  const service = new AvailabilityService(
    { store, snapshots, clock, ids: parts.ids(ids, 'availability') },
    parts.calendar,
  );
  return { handlers: mount(new AvailabilityController(service)), onTimer: () => Promise.resolve() };
};

const vault: BookingTokens = {
  manageTokenFor: (bookingId) => bookingId,
  manageTokenHashOf: (token) => token,
  optInTokenFor: (bookingId) => bookingId,
  optInTokenHashOf: (token) => token,
  approvalTokenFor: (bookingId, round) => `${bookingId}/${round}`,
  approvalTokenHashOf: (token) => token,
  roomNameFor: (bookingId) => bookingId,
};

const ORGANIZER = { name: 'Bookonce', email: 'bookonce@localhost' };

const bootBooking = ({ store, views, bus, clock, scheduler, ids, parts }: InstanceDeps): Instance => {
  const bookings = new BookingService(
    { store, bus, clock, scheduler, ids: parts.ids(ids, 'booking'), vault, organizer: ORGANIZER },
    parts.booking,
  );
  const runner = new PlaceBookingRunner({ bus, bookings, ids, clock, scheduler }, parts.placeBooking);
  const reactor = new PlaceBookingReactor(runner, views, scheduler);
  const handlers = mount(new BookingController(bookings, reactor, new ClashReactor(bookings, ids)));
  return { handlers, onTimer: (timer) => reactor.onTimer(timer) };
};

const BASE_URL = 'https://book.example.com';

const urls: MailUrls = {
  manageUrlOf: (bookingId) => `${BASE_URL}/m/${bookingId}`,
  optInUrlOf: (bookingId) => `${BASE_URL}/o/${bookingId}`,
  decisionUrlsOf: (bookingId, round) => {
    const url = `${BASE_URL}/a/${bookingId}-${round}`;
    return { approve: `${url}?decision=approve`, decline: `${url}?decision=decline` };
  },
  linkUrlOf: (linkId) => `${BASE_URL}/1t/${linkId}`,
  bookingUrlOf: (bookingId) => `${BASE_URL}/console/bookings#${bookingId}`,
  hostUrlOf: (hostId) => `${BASE_URL}/console/hosts/${hostId}`,
  signInUrlOf: (tokenSeed) => `${BASE_URL}/console/sign-in/${tokenSeed}`,
};

const bootNotification = ({ store, views, mailer, clock }: InstanceDeps): Instance => {
  const service = new NotificationService({ store, readModels: views, mailer, clock, urls, language: 'en' });
  return { handlers: mount(new NotificationController(service)), onTimer: () => Promise.resolve() };
};

const bootCalendars = ({ calendarPorts, views, parts, ...deps }: InstanceDeps): Instance => {
  const onTimer = (): Promise<void> => Promise.resolve();
  if (calendarPorts === null) return { handlers: mount(new SimulatedCalendars()), onTimer };
  const calendars = bootCalendarParts({
    ...deps,
    ids: parts.ids(deps.ids, 'calendars'),
    readModels: views,
    ports: parts.calendarPorts(calendarPorts, deps.clock),
  });
  const handlers = mount(
    new CalendarController(calendars.service, calendars.fresh, calendars.follow),
    new BookingDeliveriesController(calendars.bookings),
  );
  return { handlers, onTimer, calendarRunners: new CalendarRunners(calendars) };
};

export const boots: { readonly [Service in ServiceName]: (deps: InstanceDeps) => Instance } = {
  link: bootLink,
  availability: bootAvailability,
  booking: bootBooking,
  notification: bootNotification,
  calendars: bootCalendars,
};

export interface Subscriber extends SubscriberOptions {
  readonly service: ServiceName;
  /** Types of the events that it handles. */
  readonly types: ReadonlySet<string>;
}

const eventTypes = Object.values(eventCatalogue).flatMap((events) => events.map(({ type }) => type));

const declared = Object.entries(controllers).map(([service, declaring]) => ({
  service: service as ServiceName,
  table: mount(...declaring.map(({ prototype }) => Object.create(prototype) as object)),
}));

/** The subscribers that the controllers declare, and the events of each. */
const eventSubscribers: readonly Subscriber[] = declared.flatMap(({ service, table }) =>
  [...table.subscribers().values()].flatMap((handlers) => {
    const [first] = handlers;
    if (first === undefined) return [];
    const routes = new Set(handlers.map(({ route }) => route));
    return [{ ...first.options, service, types: new Set(eventTypes.filter((type) => routes.has(eventPattern(type)))) }];
  }),
);

/** The subscribers of a run. Without connected calendars, those of the calendar service have nothing to do. */
export const subscribersOf = (hasCalendars: boolean): readonly Subscriber[] =>
  hasCalendars ? eventSubscribers : eventSubscribers.filter(({ service }) => service !== 'calendars');

const services: ReadonlyMap<string, ServiceName> = new Map(
  declared.flatMap(({ service, table }) => [...table.commands.keys()].map((pattern) => [pattern, service] as const)),
);

/** The service that answers a command. */
export const serviceOf = (pattern: string): ServiceName => {
  const service = services.get(pattern);
  if (service === undefined) throw new Error(`no controller handles ${pattern}`);
  return service;
};
