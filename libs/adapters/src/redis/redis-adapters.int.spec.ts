import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Opened } from '@bookonce/testing/contracts/opened';
import { describeReadModels } from '@bookonce/testing/contracts/read-models.contract';
import { describeTimers } from '@bookonce/testing/contracts/timers.contract';
import { specKeys } from './fixtures/spec-keys.js';
import { openRedisReadModels } from './open-redis-read-models.js';

const URL = 'redis://127.0.0.1:6379';

const readModels = (): Opened<ReadModels> => {
  const keys = specKeys(URL);
  const open = () => openRedisReadModels(keys.settings);
  return { port: open(), reopen: () => Promise.resolve(open()), cleanUp: keys.cleanUp };
};

describeReadModels('Redis', readModels, { fenced: true });
describeTimers('Redis', readModels);
