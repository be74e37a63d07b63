import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { RedisConnection, type RedisSettings } from './connection/redis-connection.js';
import { RedisReadModels } from './read-models/redis-read-models.js';

/** Over a connection of its own; it connects by itself, now or when the server is there. */
export const openRedisReadModels = (settings: RedisSettings): ReadModels =>
  new RedisReadModels(new RedisConnection(settings));
