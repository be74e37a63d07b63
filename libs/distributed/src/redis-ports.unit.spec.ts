import { expect, it } from '@jest/globals';
import { openRedisPorts } from './redis-ports.js';

it.each([
  ['a server', 'redis://:secret@localhost:1/1', 'Redis at localhost:1'],
  [
    'several sentinels',
    'redis+sentinel://u:secret@localhost:1,localhost:2/main',
    'Redis main of the sentinels at localhost:1,localhost:2',
  ],
])('reports the loss of %s, by its address without the password', async (_what, url, name) => {
  const { promise: lost, resolve } = Promise.withResolvers<string>();
  const ports = openRedisPorts(url, 'spec', { onLost: resolve, onBack: () => undefined });
  const message = await lost;
  await ports.close();
  expect(message).toContain(`${name} is lost`);
  expect(message).not.toContain('secret');
});
