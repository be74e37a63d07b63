import { describeCheckpoints } from '@bookonce/testing/contracts/checkpoints.contract';
import { describeDeadLetters } from '@bookonce/testing/contracts/dead-letters.contract';
import { describeEventStore } from '@bookonce/testing/contracts/event-store.contract';
import { describeSnapshots } from '@bookonce/testing/contracts/snapshots.contract';
import { afterAll, beforeAll } from '@jest/globals';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';
import { opening } from './fixtures/own-namespace.js';

let server: EventStoreDbServer;
beforeAll(async () => {
  server = await EventStoreDbServer.start();
});
afterAll(() => server.stop());

const url = (): string => server.url;

describeEventStore(
  'EventStoreDB',
  opening(url, ({ eventStore }) => eventStore),
);
describeCheckpoints(
  'EventStoreDB',
  opening(url, ({ checkpoints }) => checkpoints),
);
describeSnapshots(
  'EventStoreDB',
  opening(url, ({ snapshots }) => snapshots),
);
describeDeadLetters(
  'EventStoreDB',
  opening(url, ({ deadLetters }) => deadLetters),
);
