import { RedisConnection, type RedisSettings } from '@bookonce/adapter-redis/connection/redis-connection';
import { RedisLeases } from '@bookonce/adapter-redis/leases/redis-leases';
import { openRedisReadModels } from '@bookonce/adapter-redis/read-models/redis-read-models';
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
import { throttleRepeats } from './throttle-repeats.js';

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

const REPORT_EVERY_MS = 5_000;

/** Connects in the background, retrying until the server is available. `onTrouble` is called after failed attempts. */
export const openRedisPorts = (
  url: string,
  namespace: string,
  onTrouble: NonNullable<RedisSettings['onTrouble']>,
): RedisPorts => {
  const report = throttleRepeats((trouble) => onTrouble(`${trouble}; trying again`), REPORT_EVERY_MS);
  const settings = { url, prefix: `${namespace}:`, onTrouble: report };
  const readModels = openRedisReadModels(settings);
  const connection = new RedisConnection(settings);
  return {
    readModels,
    storedReplies: new RedisStoredReplies(connection),
    leases: new RedisLeases(connection),
    lastUses: new RedisLastUses(connection),
    rateLimits: new RedisRateLimiting(connection),
    acknowledgedPositions: new RedisAcknowledgedPositions(connection),
    isReady: () => connection.isReady,
    close: async () => {
      await readModels.close();
      await connection.close();
    },
  };
};
