import { RedisConnection } from '@bookonce/adapter-redis/connection/redis-connection';
import { readRedisUrl } from '@bookonce/adapter-redis/connection/redis-url';
import { RedisLeases } from '@bookonce/adapter-redis/leases/redis-leases';
import { RedisReadModels } from '@bookonce/adapter-redis/read-models/redis-read-models';
import { RedisStoredReplies } from '@bookonce/adapter-redis/redis-stored-replies';
import {
  RedisLastUses,
  RedisRateLimiting,
  RedisAcknowledgedPositions,
} from '@bookonce/adapter-redis/redis-request-records';
import type { StoredReplies } from '@bookonce/kernel/ports/stored-replies';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { Leases } from '@bookonce/kernel/ports/leases';
import type { RateLimiting } from '@bookonce/kernel/ports/rate-limits';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { AcknowledgedPositions } from '@bookonce/kernel/ports/acknowledged-positions';
import { ServerWatch } from '@bookonce/kernel/server-watch';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { OutageLog } from './outage-log.js';

/** Ports on Redis, shared by all instances. Losing their data loses no fact. */
export interface RedisPorts {
  readonly readModels: ReadModels;
  readonly storedReplies: StoredReplies;
  readonly leases: Leases;
  readonly lastUses: LastUses;
  /** Counts over all instances. */
  readonly rateLimits: RateLimiting;
  readonly acknowledgedPositions: AcknowledgedPositions;
  readonly isReady: () => boolean;
  readonly close: () => Promise<void>;
}

/** Returns whether the text is the URL of a Redis, or of its sentinels. */
export const isRedisUrl = (text: string): boolean => readRedisUrl(text) !== null;

/** Connects in the background, retrying until the server is available. Reports when it is lost and when it is back. */
export const openRedisPorts = (url: string, namespace: string, log: OutageLog): RedisPorts => {
  const server = readRedisUrl(url)?.name ?? 'Redis';
  const watch = new ServerWatch({ server, scheduler: systemScheduler, ...log });
  const settings = {
    url,
    prefix: `${namespace}:`,
    onTrouble: (trouble: string) => void watch.failed(trouble),
    onReady: () => {
      if (isReady()) watch.answered();
    },
    outage: () => watch.outage,
  };
  const ofViews = new RedisConnection(settings);
  const connection = new RedisConnection(settings);
  const isReady = (): boolean => ofViews.isReady && connection.isReady;
  const readModels = new RedisReadModels(ofViews);
  return {
    readModels,
    storedReplies: new RedisStoredReplies(connection),
    leases: new RedisLeases(connection),
    lastUses: new RedisLastUses(connection),
    rateLimits: new RedisRateLimiting(connection),
    acknowledgedPositions: new RedisAcknowledgedPositions(connection),
    isReady,
    close: async () => {
      watch.stop();
      await readModels.close();
      await connection.close();
    },
  };
};
