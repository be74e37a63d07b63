import { RedisConnection, type RedisSettings } from '@bookonce/adapter-redis/connection/redis-connection';
import { RedisLeases } from '@bookonce/adapter-redis/leases/redis-leases';
import { openRedisReadModels } from '@bookonce/adapter-redis/read-models/redis-read-models';
import { RedisAnswers } from '@bookonce/adapter-redis/redis-answers';
import { RedisLastUses, RedisRateLimits } from '@bookonce/adapter-redis/redis-request-records';
import type { Answers } from '@bookonce/kernel/ports/answers';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { Leases } from '@bookonce/kernel/ports/leases';
import type { RateLimit, RateLimits } from '@bookonce/kernel/ports/rate-limits';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { seldom } from './seldom.js';

/** What several instances share, and can lose without losing a fact. */
export interface RedisPorts {
  readonly readModels: ReadModels;
  readonly answers: Answers;
  readonly leases: Leases;
  readonly lastUses: LastUses;
  /** Attempts of each subject under this name, counted for all instances together. */
  readonly limits: (name: string, limit: RateLimit) => RateLimits;
  readonly isReady: () => boolean;
  readonly close: () => Promise<void>;
}

const TELL_EVERY_MS = 5_000;

/** Connects by itself, now or when the server is there; `onTrouble` is told of every attempt that failed. */
export const openRedisPorts = (
  url: string,
  namespace: string,
  onTrouble: NonNullable<RedisSettings['onTrouble']>,
): RedisPorts => {
  const tell = seldom((trouble) => onTrouble(`${trouble}; trying again`), TELL_EVERY_MS);
  const settings = { url, prefix: `${namespace}:`, onTrouble: tell };
  const readModels = openRedisReadModels(settings);
  const connection = new RedisConnection(settings);
  return {
    readModels,
    answers: new RedisAnswers(connection),
    leases: new RedisLeases(connection),
    lastUses: new RedisLastUses(connection),
    limits: (name, limit) => new RedisRateLimits(connection, { name, limit }),
    isReady: () => connection.isReady,
    close: async () => {
      await readModels.close();
      await connection.close();
    },
  };
};
