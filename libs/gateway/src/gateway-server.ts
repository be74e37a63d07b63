import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { StoredReplies } from '@bookonce/kernel/ports/stored-replies';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { SentMailLog } from '@bookonce/kernel/ports/sent-mail';
import type { RateLimiting } from '@bookonce/kernel/ports/rate-limits';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import {
  STORED_REPLIES,
  BUS,
  CLOCK,
  IDS,
  LAST_USES,
  RATE_LIMITS,
  READ_MODELS,
  SCHEDULER,
  SENT_MAIL,
  ACKNOWLEDGED_POSITIONS,
} from '@bookonce/platform/port-tokens';
import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { getSentMail, listSentMail } from './api/console-api.js';
import { discardDeadLetter, getDeadLetter, listDeadLetters, retryDeadLetter } from './api/dead-letter-api.js';
import type { Operation } from './api/operation.js';
import { openApiDocument } from './api/openapi.js';
import { moveTestClock } from './api/service-api.js';
import { ChangeFeed } from './changes/change-feed.js';
import { GATEWAY_OPTIONS, type GatewayOptions } from './gateway-options.js';
import { apiKeyEndpoints } from './handlers/api-key-handlers.js';
import { approvalEndpoints } from './handlers/approval-handlers.js';
import { TokenLookups } from './handlers/by-token.js';
import { availabilityEndpoints } from './handlers/availability-handlers.js';
import { busCalendarReadings } from './handlers/bus-calendar-readings.js';
import { bookingEndpoints } from './handlers/booking-handlers.js';
import { Commands } from './handlers/commands.js';
import { changesEndpoint, sentMailEndpoints } from './handlers/console-handlers.js';
import { deadLetterEndpoints } from './handlers/dead-letter-handlers.js';
import { holidayEndpoints } from './handlers/holiday-handlers.js';
import { hostCalendarEndpoints } from './handlers/host-calendar-handlers.js';
import { hostEndpoints } from './handlers/host-handlers.js';
import { linkEndpoints } from './handlers/link-handlers.js';
import { manageLinkEndpoints } from './handlers/manage-link-handlers.js';
import { managedBookingEndpoints } from './handlers/managed-booking-handlers.js';
import { meetingTypeEndpoints } from './handlers/meeting-type-handlers.js';
import { optInEndpoints } from './handlers/opt-in-handlers.js';
import { bookForRecipientEndpoint, placeBookingEndpoint } from './handlers/place-booking.js';
import { recipientEndpoints } from './handlers/recipient-handlers.js';
import { serviceEndpoints, testClockEndpoint } from './handlers/service-handlers.js';
import { sessionEndpoints } from './handlers/session-handlers.js';
import { slotPreviewEndpoints } from './handlers/slot-preview-handlers.js';
import { SLOT_FINDER, type SlotFinder } from './handlers/slot-finder.js';
import { ApiKeys } from './http/api-keys.js';
import { Callers } from './http/callers.js';
import { ClientAddresses } from './http/client-address.js';
import { Dispatcher } from './http/dispatcher.js';
import type { Endpoint } from './http/endpoint.js';
import { workspaceEndpoints } from './handlers/workspace-handlers.js';
import { HttpServer } from './http/http-server.js';
import { IdempotentCalls } from './http/idempotency.js';
import { RecipientCalls } from './http/recipient-calls.js';
import { Limits } from './http/limits.js';
import { Views } from './http/views.js';
import type { AcknowledgedPositions } from '@bookonce/kernel/ports/acknowledged-positions';
import { wholeViewsOf } from '@bookonce/kernel/whole-views';
import { CurrentDocuments } from './handlers/current-documents.js';
import { BookingOutcomes } from './outcomes/booking-outcomes.js';
import { languageOf } from './pages/language.js';
import { problemAsPage } from './pages/plain-pages.js';
import { pageEndpoints } from './pages/page-handlers.js';
import { serveIcons } from './pages/icons.js';
import { serveAssets, serveConsole } from './pages/web-routes.js';
import { TEST_CLOCK, type TestClock } from './test-clock.js';

/**
 * Puts the HTTP contract on Nest's Fastify instance. Plain functions on Fastify's own router, because what Nest
 * does for each request (guards, pipes, interceptors) is declared once in the operations instead.
 */
@Injectable()
export class GatewayServer implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
    @Inject(BUS) private readonly bus: Bus,
    @Inject(READ_MODELS) private readonly storedModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(SCHEDULER) private readonly scheduler: Scheduler,
    @Inject(STORED_REPLIES) private readonly storedReplies: StoredReplies,
    @Inject(RATE_LIMITS) private readonly rateLimiting: RateLimiting,
    @Inject(LAST_USES) private readonly lastUses: LastUses,
    @Inject(ACKNOWLEDGED_POSITIONS) private readonly acknowledged: AcknowledgedPositions,
    @Inject(SLOT_FINDER) private readonly slots: SlotFinder,
    @Inject(ChangeFeed) private readonly changes: ChangeFeed,
    @Inject(BookingOutcomes) private readonly outcomes: BookingOutcomes,
    @Optional() @Inject(SENT_MAIL) private readonly sentMail: SentMailLog | null,
    @Optional() @Inject(TEST_CLOCK) private readonly testClock: TestClock | null,
  ) {}

  onModuleInit(): void {
    const { options, bus, clock, ids, scheduler, slots, outcomes, lastUses } = this;
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    // Nest leaves undefined what nobody provides.
    const testClock = this.testClock ?? null;
    const sentMail = this.sentMail ?? null;
    const readModels = wholeViewsOf(this.storedModels);
    const views = new Views(readModels, this.acknowledged);
    const idempotentCalls = new IdempotentCalls(this.storedReplies, clock, options.vault);
    const commands = new Commands(bus, views);
    const limits = new Limits(this.rateLimiting);
    const calls = new RecipientCalls(idempotentCalls, ids, limits);
    const current = new CurrentDocuments({ readModels, views, bus, ids, scheduler });
    const lookups = new TokenLookups({ readModels, limits, current, vault: options.vault });
    const calendarReadings = options.calendarReadings ?? busCalendarReadings({ bus, ids, scheduler });
    const apiKeys = new ApiKeys({ readModels, lastUses, clock });

    const endpoints: readonly Endpoint[] = [
      ...hostEndpoints(readModels, commands),
      ...hostCalendarEndpoints({ bus, limits, options }),
      ...holidayEndpoints({ bus, commands }),
      ...meetingTypeEndpoints({ readModels, commands, slots, clock }),
      ...availabilityEndpoints({ readModels, slots, clock, options: { calendarReadings } }),
      ...slotPreviewEndpoints({ readModels, slots, clock }),
      ...linkEndpoints({ readModels, commands, current, options }),
      ...recipientEndpoints({ readModels, lookups, slots, clock }),
      placeBookingEndpoint({ readModels, commands, current, clock, outcomes, calls, lookups, limits, options }),
      bookForRecipientEndpoint({ readModels, commands, clock, outcomes }, options),
      ...optInEndpoints({ readModels, commands, clock, outcomes, calls, lookups, limits, options }),
      ...approvalEndpoints({ readModels, commands, clock, calls, lookups, limits, options }),
      ...manageLinkEndpoints({ commands, calls, lookups, limits }),
      ...managedBookingEndpoints({ readModels, slots, clock, commands, calls, lookups, limits, options }),
      ...bookingEndpoints({ readModels, commands, current, slots, clock }, options),
      ...sessionEndpoints({ readModels, commands, lookups, limits, ids, clock, options }),
      ...workspaceEndpoints({ readModels, commands }),
      ...apiKeyEndpoints({ readModels, commands, apiKeys, lastUses, clock, options }),
      changesEndpoint(this.changes, readModels),
      ...(sentMail === null ? [] : sentMailEndpoints(sentMail)),
      ...(options.deadLetters === undefined ? [] : deadLetterEndpoints(options.deadLetters, scheduler)),
      ...pageEndpoints({ readModels, lookups, clock, options }),
      ...serviceEndpoints({ options, openApi: () => openApi() }),
      ...(testClock === null ? [] : [testClockEndpoint(testClock)]),
    ];
    const openApi = once(() =>
      JSON.stringify(
        openApiDocument(
          // The whole contract, also the part that this one has no use for.
          [...new Set([...endpoints.map(({ operation }) => operation), ...EMBEDDED_OPERATIONS])],
          options.baseUrl,
        ),
      ),
    );
    const callers = new Callers({
      readModels,
      clock,
      apiKeys,
      baseUrl: options.baseUrl,
      metricsToken: options.metricsToken ?? null,
    });
    const clients = new ClientAddresses(options.trustedProxies ?? []);
    const dispatcher = new Dispatcher(callers, views, idempotentCalls, ids);
    const { metrics = null, baseUrl } = options;
    new HttpServer(dispatcher, clients, metrics, baseUrl, (problem, acceptLanguage) =>
      problemAsPage(problem, languageOf(acceptLanguage)),
    ).register(fastify, endpoints);
    serveAssets(fastify);
    serveIcons(fastify);
    serveConsole(fastify, clock);
  }
}

/** Operations that only some processes have a use for. */
const EMBEDDED_OPERATIONS: readonly Operation[] = [
  moveTestClock,
  listSentMail,
  getSentMail,
  listDeadLetters,
  getDeadLetter,
  retryDeadLetter,
  discardDeadLetter,
];

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
};
