import { SettableClock, systemClock } from '@bookonce/adapter-node/clocks';
import { localUrlOf, removeRunningAddress, writeRunningAddress } from '@bookonce/adapter-node/running-address';
import { positionNumber } from '@bookonce/adapter-storage/log/log-subscription';
import { availabilityParts } from '@bookonce/availability/availability-parts';
import { bookingParts } from '@bookonce/booking/booking-parts';
import { calendarsParts } from '@bookonce/calendars/calendars-parts';
import { createHttpApp } from '@bookonce/gateway/create-http-app';
import type { TestClock } from '@bookonce/gateway/test-clock';
import { measureFollowerLags } from '@bookonce/hosting/follower-lag-metric';
import { openCalendarAccess } from '@bookonce/hosting/calendar-access';
import { calendarWriteLog } from '@bookonce/hosting/calendar-write-log';
import { HistoryFollowers } from '@bookonce/hosting/history-followers';
import { DeadLetterDesk } from '@bookonce/kernel/dead-letter-desk';
import { atMost } from '@bookonce/kernel/at-most';
import { ViewUpkeep } from '@bookonce/hosting/view-upkeep';
import { linkParts } from '@bookonce/link/link-parts';
import { notificationParts } from '@bookonce/notification/notification-parts';
import { checkInProcess, EventsFileCheck } from '@bookonce/adapter-sqlite/event-store/events-file-check';
import { EventsFileScan } from '@bookonce/adapter-sqlite/event-store/events-file-scan';
import { logFailure } from '@bookonce/platform/log-failure';
import type { Config } from '@bookonce/platform/config';
import { createLogger, nestLogger } from '@bookonce/platform/logger';
import { Metrics } from '@bookonce/platform/metrics';
import { checkParts } from '@bookonce/platform/readiness';
import { unreadableReporter } from '@bookonce/platform/unreadable-reporter';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { workspaceParts } from '@bookonce/workspace/workspace-parts';
import { AppModule } from './app.module.js';
import { openDataFolder } from './data-folder.js';
import { DiskCheck } from './disk-check.js';
import { openEmbeddedHistory } from './embedded-history.js';
import { embeddedParts } from './readiness.js';
import { openEmbeddedPorts } from './embedded-ports.js';
import { assertPortFree } from './assert-port-free.js';
import { openSecretKey } from './open-secret-key.js';
import { firstRun, type FirstRun } from './first-run.js';

export interface Standalone {
  readonly baseUrl: string;
  /** Access data of the demo workspace if this start created it. */
  readonly firstRun: FirstRun | null;
  /** Answers the requests in flight, stores their outcomes, then closes everything. */
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  /** Whether to go on if history was written with another secret key. */
  readonly acceptNewKey: boolean;
}

/** A damaged `read-models.db` is replaced by an empty one while no event is stored. */
const VIEWS_CHECKED_EVERY_MS = 1_000;

/** How long a stopping process waits for the events that are being handled. */
const HANDLED_WITHIN_MS = 3_000;

/** Starts all services in this process. Resolves when the product answers requests. */
export const startStandalone = async (config: Config, { acceptNewKey }: StartOptions): Promise<Standalone> => {
  const logger = createLogger(config.logLevel);
  const metrics = new Metrics();
  await assertPortFree(config.port, config.host);
  const folder = openDataFolder(config.dataDir);
  if (folder.wasOpen) logger.warn('DATA_DIR was open to other users of this machine; its mode is now 700');
  const testClock = config.testClock === null ? null : new SettableClock(config.testClock);
  const warn = (message: string): void => logger.warn(message);
  const history = await openEmbeddedHistory(folder.path, unreadableReporter(logger, metrics), warn);
  const secretKey = await openSecretKey({ folder: folder.path, ...history, acceptNewKey, warn });
  const vault = new TokenVault(secretKey);
  const ports = await openEmbeddedPorts({
    folder,
    history,
    clock: testClock ?? systemClock,
    logger,
    metrics,
    secretKey,
    mail: config,
  });
  const baseUrl = config.baseUrl ?? `http://localhost:${config.port}`;

  const calendarAccess = openCalendarAccess(config.network);
  const services = [
    linkParts({ vault, tokenLength: config.tokenLength }),
    availabilityParts,
    workspaceParts({ vault }),
    bookingParts({ vault, mailFrom: config.mailFrom }),
    notificationParts({ baseUrl, vault, language: config.mailLanguage }),
    calendarsParts({
      vault,
      ...calendarAccess,
      realClock: systemClock,
      random: Math.random,
      pollMinutes: config.calendarPollMinutes,
      horizonDays: config.calendarHorizonDays,
      onError: (error, calendar) =>
        logFailure(logger, 'warn', { err: error, calendar }, 'a calendar could not be read'),
      language: config.mailLanguage,
      baseUrl,
      ...calendarWriteLog(logger),
    }),
  ];

  const projectors = services.flatMap((service) => service.projectors);
  const views = projectors.map(({ view }) => view);
  const disk = new DiskCheck(folder.path);
  const eventsFile = new EventsFileScan(folder.path, (error) =>
    logger.error({ err: error }, 'events.db cannot be read: restore it from a backup'),
  );
  const eventsCheck = new EventsFileCheck({
    check: checkInProcess(folder.path),
    scheduler: ports.scheduler,
    onDamage: (damage) =>
      logger.error(`events.db is damaged (${damage}): restore it from a backup. See docs/runbooks/damaged-history.md`),
    onFailure: (reason) => logger.warn(`events.db could not be checked for damage (${reason}); trying again in 10 min`),
  });
  // Created after the application that it drives; until then the health check says "not ready".
  let followers: HistoryFollowers | null = null;
  const drivenClock: TestClock | null = testClock && {
    now: () => testClock.now(),
    advanceTo: async (epochMs) => {
      testClock.set(epochMs);
      await followers?.settled();
    },
  };
  const app = await createHttpApp(
    AppModule.forRoot({
      ports,
      services,
      testClock: drivenClock,
      gateway: {
        baseUrl,
        vault,
        trustedProxies: config.trustedProxies,
        language: config.mailLanguage,
        metrics,
        deadLetters: new DeadLetterDesk({ ...ports, store: ports.eventStore }),
        metricsText: () => metrics.text(),
        metricsToken: config.metricsToken,
        health: {
          check: () =>
            checkParts(
              ports.scheduler,
              embeddedParts({
                ...ports,
                disk,
                eventsFile,
                eventsCheck,
                running: followers && { views, interrupted: followers.interrupted() },
              }),
            ),
        },
      },
    }),
    { logger: nestLogger(logger) },
  );
  app.connectMicroservice({ strategy: ports.bus }, { inheritAppConfig: true });
  await app.startAllMicroservices();

  const running = new HistoryFollowers({
    ports,
    projectors,
    timers: services.flatMap(({ timers }) => timers(app, ports)),
    publishers: [{ name: 'publisher' }],
    viewsCheckedEveryMs: VIEWS_CHECKED_EVERY_MS,
    logger,
  });
  running.startViews();
  const upkeep = new ViewUpkeep({
    readModels: ports.readModels,
    scheduler: ports.scheduler,
    now: () => systemClock.now(),
    current: projectors,
    followed: () => views,
    retentionMs: config.viewRetentionMs,
    logger,
  });
  upkeep.start();
  await running.caughtUp(positionNumber);
  running.startEffects();
  const runners = services.flatMap((service) => service.runners?.(app) ?? []);
  followers = running;
  for (const service of services) service.measure?.(app, metrics);
  measureFollowerLags(metrics, {
    ...ports,
    store: ports.eventStore,
    views: () => running.viewProgress(),
    publishers: () => running.publisherProgress(),
    subscribers: () => ports.bus.oldestInFlight(),
  });
  const made = await firstRun({ ports, vault, folder, baseUrl, views });
  await app.listen(config.port, config.host);
  writeRunningAddress(folder.path, localUrlOf(config.host, config.port));
  eventsCheck.start();
  for (const runner of runners) runner.start();

  return {
    baseUrl,
    firstRun: made,
    stop: async () => {
      removeRunningAddress(folder.path);
      await eventsCheck.stop();
      // The HTTP server stops first. Requests in flight still get their outcome, because the bus closes later.
      await app.getHttpAdapter().close();
      await upkeep.stop();
      await Promise.all(runners.map((runner) => runner.stop()));
      const stopped = running.stop();
      // Events that wait for a retry are in the store, and above the publisher's checkpoint.
      await atMost(ports.scheduler, HANDLED_WITHIN_MS, stopped);
      await ports.bus.close();
      await stopped;
      await app.close();
      await calendarAccess.close();
      await ports.close();
    },
  };
};
