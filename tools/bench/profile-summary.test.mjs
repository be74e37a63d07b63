import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partOf } from './profile-summary.mjs';

const CHECKOUT = 'file:///home/ada/bookonce';

const cases = [
  [`${CHECKOUT}/libs/adapters/sqlite/dist/event-store/event-writer.js`, 'libs/adapters/sqlite/event-store'],
  [`${CHECKOUT}/libs/adapters/sqlite/dist/sqlite-mail-queue.js`, 'libs/adapters/sqlite'],
  [`${CHECKOUT}/libs/link/dist/use-cases/link-service.js`, 'libs/link/use-cases'],
  [`${CHECKOUT}/apps/standalone/dist/main.js`, 'apps/standalone'],
  [`${CHECKOUT}/node_modules/fastify/lib/reply.js`, 'fastify'],
  [`${CHECKOUT}/node_modules/@nestjs/core/injector/injector.js`, '@nestjs/core'],
  [`${CHECKOUT}/tools/bench/naive/server.mjs`, 'server.mjs'],
  ['node:internal/streams/readable', 'node:streams/readable'],
  ['', 'native run'],
];

for (const [url, part] of cases) {
  test(`counts ${url || 'a native function'} to ${part}`, () => {
    assert.equal(partOf({ functionName: 'run', url }), part);
  });
}
