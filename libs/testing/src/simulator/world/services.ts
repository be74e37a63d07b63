import { HandlerTable } from '@bookonce/adapter-delivery/handler-table';
import { AvailabilityController } from '@bookonce/availability/use-cases/availability-controller';
import { AvailabilityService } from '@bookonce/availability/use-cases/availability-service';
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
import { LinkController, LinkService } from '@bookonce/link/use-cases/link-service';
import { onLinkTimer } from '@bookonce/link/use-cases/link-timers';
import {
  NotificationController,
  NotificationService,
  type MailUrls,
} from '@bookonce/notification/use-cases/notification-service';
import { MetadataScanner } from '@nestjs/core';
import type { MessageHandler } from '@nestjs/microservices';
import { ListenerMetadataExplorer } from '@nestjs/microservices/listener-metadata-explorer.js';
import type { Parts } from './parts.js';
import { SimulatedCalendars } from './simulated-calendars.js';
import { simulatedSecrets } from '../ports/simulated-ids.js';

const controllers = {
  link: LinkController,
  availability: AvailabilityController,
  booking: BookingController,
  notification: NotificationController,
  calendars: SimulatedCalendars,
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
}

/** One running instance of a service. */
export interface Instance {
  readonly handlers: HandlerTable;
  readonly onTimer: (timer: Timer) => Promise<void>;
}

const explorer = new ListenerMetadataExplorer(new MetadataScanner());

/** The handlers that each controller declares. They are read once, because processes start often. */
const metadata = new Map<unknown, ReturnType<typeof explorer.explore>>(
  Object.values(controllers).map(({ prototype }) => [prototype, explorer.explore(Object.create(prototype) as object)]),
);

/** Registers a controller's handlers as Nest does: from the metadata of its decorators. */
const mount = (controller: object): HandlerTable => {
  const table = new HandlerTable();
  for (const { patterns, methodKey, extras = {}, isEventHandler } of metadata.get(Reflect.getPrototypeOf(controller)) ??
    []) {
    const handler = (Reflect.get(controller, methodKey) as MessageHandler).bind(controller);
    for (const pattern of patterns) table.add(String(pattern), handler, isEventHandler, extras);
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

const bootBooking = ({ store, views, bus, clock, scheduler, ids, parts }: InstanceDeps): Instance => {
  const bookings = new BookingService(
    { store, bus, clock, scheduler, ids: parts.ids(ids, 'booking'), vault },
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
  hostUrlOf: (hostId) => `${BASE_URL}/console/hosts/${hostId}`,
  signInUrlOf: (tokenSeed) => `${BASE_URL}/console/sign-in/${tokenSeed}`,
};

const bootNotification = ({ store, views, mailer, clock }: InstanceDeps): Instance => {
  const service = new NotificationService({ store, readModels: views, mailer, clock, urls, language: 'en' });
  return { handlers: mount(new NotificationController(service)), onTimer: () => Promise.resolve() };
};

export const boots: { readonly [Service in ServiceName]: (deps: InstanceDeps) => Instance } = {
  link: bootLink,
  availability: bootAvailability,
  booking: bootBooking,
  notification: bootNotification,
  calendars: () => ({ handlers: mount(new SimulatedCalendars()), onTimer: () => Promise.resolve() }),
};

export interface Subscriber extends SubscriberOptions {
  readonly service: ServiceName;
  /** Types of the events that it handles. */
  readonly types: ReadonlySet<string>;
}

const eventTypes = Object.values(eventCatalogue).flatMap((events) => events.map(({ type }) => type));

const declared = Object.entries(controllers).map(([service, { prototype }]) => ({
  service: service as ServiceName,
  table: mount(Object.create(prototype) as object),
}));

/** The subscribers that the controllers declare, and the events of each. */
export const eventSubscribers: readonly Subscriber[] = declared.flatMap(({ service, table }) =>
  [...table.subscribers().values()].flatMap((handlers) => {
    const [first] = handlers;
    if (first === undefined) return [];
    const routes = new Set(handlers.map(({ route }) => route));
    return [{ ...first.options, service, types: new Set(eventTypes.filter((type) => routes.has(eventPattern(type)))) }];
  }),
);

const services: ReadonlyMap<string, ServiceName> = new Map(
  declared.flatMap(({ service, table }) => [...table.commands.keys()].map((pattern) => [pattern, service] as const)),
);

/** The service that answers a command. */
export const serviceOf = (pattern: string): ServiceName => {
  const service = services.get(pattern);
  if (service === undefined) throw new Error(`no controller handles ${pattern}`);
  return service;
};
