import { InProcessBus } from '@bookonce/adapter-in-process/in-process-bus';
import { MemoryRateLimiting, MemoryAcknowledgedPositions } from '@bookonce/adapter-memory/request-records';
import { systemClock } from '@bookonce/adapter-node/clocks';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { expectSound } from '@bookonce/adapter-sqlite/damaged-database';
import { openDerivedDatabase } from '@bookonce/adapter-sqlite/derived-database';
import { openSqliteReadModels } from '@bookonce/adapter-sqlite/open-sqlite-read-models';
import { SqliteCalendarPolls, SqliteCalendarSecrets } from '@bookonce/adapter-sqlite/sqlite-calendar-records';
import { SqliteDeliveries } from '@bookonce/adapter-sqlite/sqlite-deliveries';
import { SqliteStoredReplies } from '@bookonce/adapter-sqlite/sqlite-stored-replies';
import { SqliteLastUses } from '@bookonce/adapter-sqlite/sqlite-last-uses';
import { readMailsDatabase } from '@bookonce/adapter-sqlite/sqlite-mail-queue';
import { SqliteSentMail } from '@bookonce/adapter-sqlite/sqlite-sent-mail';
import { SqliteCheckpoints, SqliteDeadLetters, SqliteSnapshots } from '@bookonce/adapter-sqlite/sqlite-service-records';
import { SqliteWrittenEvents } from '@bookonce/adapter-sqlite/sqlite-written-events';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Config } from '@bookonce/platform/config';
import type { Metrics } from '@bookonce/platform/metrics';
import type { Ports } from '@bookonce/platform/ports.module';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { TokenVault } from '@bookonce/secrets/token-vault';
import type { Logger } from 'pino';
import type { DataFolder } from './data-folder.js';
import type { EmbeddedHistory } from './embedded-history.js';
import { openMailer } from './open-mailer.js';

/** The ports of the embedded default: everything in one folder, nothing to install. */
export interface EmbeddedPorts extends Ports {
  readonly bus: InProcessBus;
  /** Closes all of them, history last. */
  readonly close: () => Promise<void>;
}

export interface EmbeddedOptions {
  readonly folder: DataFolder;
  readonly history: EmbeddedHistory;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Seals mails while they wait, because they carry tokens. */
  readonly secretKey: Uint8Array;
  readonly mail: Pick<Config, 'smtpUrl' | 'mailFrom'>;
}

const OPERATIONS_LOST =
  'all events are published again (mails that mails.db knows are not sent twice), and replies stored for an ' +
  'Idempotency-Key, dead letters and times of last use are lost; connected calendars fail until their addresses and ' +
  'passwords are entered again';
const MAILS_LOST =
  'mails that wait are never sent, the list of sent mail is empty, and mails of events that are published again are sent twice';

export const openEmbeddedPorts = async (options: EmbeddedOptions): Promise<EmbeddedPorts> => {
  const { folder, history, clock, logger, metrics } = options;
  expectSound(folder.path, 'operations.db', OPERATIONS_LOST);
  expectSound(folder.path, 'mails.db', MAILS_LOST);
  const readModels = await openSqliteReadModels({
    folder: folder.path,
    onSetAside: (kept) => logger.warn(`read-models.db is damaged: renamed to ${kept}, and filled anew from history`),
  });
  const operations = openDerivedDatabase(folder.path, 'operations.db');
  const deadLetters = new SqliteDeadLetters(operations);
  const bus = new InProcessBus({
    deadLetters,
    clock,
    scheduler: systemScheduler,
    onRetry: (error, event, tries) => {
      metrics.retried(event.type);
      logger.warn(
        { err: error, type: event.type, stream: event.stream, tries },
        'an event could not be handled; it is retried',
      );
    },
    onDeadLetter: (letter, error) => {
      metrics.deadLettered(letter.subscriber);
      logger.error({ err: error, letter }, 'an event became a dead letter');
    },
    onFanoutError: (error, event) => logger.warn({ err: error, type: event.type }, 'a listener failed'),
  });
  // The folder is locked, so whatever is claimed was claimed by a process that was killed.
  const calendarPolls = new SqliteCalendarPolls(operations);
  await calendarPolls.releaseLeases(systemClock.now());
  const deliveries = new SqliteDeliveries(operations);
  await deliveries.releaseClaims(systemClock.now());
  const { secretKey, mail } = options;
  const mailer = await openMailer({ folder, secretKey, ...mail }, logger, () => metrics.deadLettered('mail'));
  const mails = readMailsDatabase(folder.path);
  return {
    eventStore: history.eventStore,
    historyProperties: history.properties,
    bus,
    readModels,
    snapshots: new SqliteSnapshots(operations),
    clock,
    scheduler: systemScheduler,
    ids: cryptoIds,
    storedReplies: new SqliteStoredReplies(operations),
    deadLetters,
    checkpoints: new SqliteCheckpoints(operations),
    mailer,
    sentMail: new SqliteSentMail(mails, new TokenVault(secretKey)),
    rateLimits: new MemoryRateLimiting(),
    lastUses: new SqliteLastUses(operations),
    calendarSecrets: new SqliteCalendarSecrets(operations),
    calendarPolls,
    deliveries,
    writtenEvents: new SqliteWrittenEvents(operations),
    // Views are filled before this process answers, so it may forget what an earlier one acknowledged.
    acknowledgedPositions: new MemoryAcknowledgedPositions(),
    close: async () => {
      mails.close();
      await mailer.stop();
      await readModels.close();
      operations.close();
      await history.close();
    },
  };
};
