import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { describeStoredReplies } from '@bookonce/testing/contracts/stored-replies.contract';
import { describeLastUses } from '@bookonce/testing/contracts/last-uses.contract';
import { describeLeases } from '@bookonce/testing/contracts/leases.contract';
import type { Opened } from '@bookonce/testing/contracts/opened';
import { describeRateLimits } from '@bookonce/testing/contracts/rate-limits.contract';
import { describeReadModels } from '@bookonce/testing/contracts/read-models.contract';
import { describeTimers } from '@bookonce/testing/contracts/timers.contract';
import { describeAcknowledgedPositions } from '@bookonce/testing/contracts/acknowledged-positions.contract';
import { describeViewFilling } from '@bookonce/testing/contracts/view-filling.contract';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { RedisConnection } from './connection/redis-connection.js';
import { specKeys } from './fixtures/spec-keys.js';
import { RedisLeases } from './leases/redis-leases.js';
import { openRedisReadModels } from './read-models/redis-read-models.js';
import { RedisStoredReplies } from './redis-stored-replies.js';
import { RedisLastUses, RedisRateLimits, RedisAcknowledgedPositions } from './redis-request-records.js';

await describeOnServer('redis', 'on a server', (url) => {
  const readModels = (): Opened<ReadModels> => {
    const keys = specKeys(url);
    const open = () => openRedisReadModels(keys.settings);
    return { port: open(), reopen: () => Promise.resolve(open()), cleanUp: keys.cleanUp };
  };

  /** Opens an adapter on a shared connection. */
  const onConnection = <Port>(make: (connection: RedisConnection) => Port): Opened<Port> => {
    const keys = specKeys(url);
    let connection = new RedisConnection(keys.settings);
    return {
      port: make(connection),
      reopen: async () => {
        await connection.close();
        connection = new RedisConnection(keys.settings);
        return make(connection);
      },
      cleanUp: async () => {
        await connection.close();
        await keys.cleanUp();
      },
    };
  };

  describeReadModels('Redis', readModels);
  describeTimers('Redis', readModels);
  describeViewFilling('Redis', readModels);
  describeStoredReplies('Redis', () => onConnection((connection) => new RedisStoredReplies(connection)));
  describeRateLimits('Redis', (limit, now) =>
    onConnection((connection) => new RedisRateLimits(connection, { name: 'spec', limit, now })),
  );
  describeLastUses('Redis', () => onConnection((connection) => new RedisLastUses(connection)));
  describeAcknowledgedPositions('Redis', () =>
    onConnection((connection) => new RedisAcknowledgedPositions(connection)),
  );
  describeLeases('Redis', () => onConnection((connection) => new RedisLeases(connection)), { exclusive: true });
});
