import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { describeCheckpoints } from '@bookonce/testing/contracts/checkpoints.contract';
import { describeDeadLetters } from '@bookonce/testing/contracts/dead-letters.contract';
import { describeEventStore } from '@bookonce/testing/contracts/event-store.contract';
import { describeHistoryProperties } from '@bookonce/testing/contracts/history-properties.contract';
import type { OpenedEventStore } from '@bookonce/testing/contracts/opened';
import { describeSnapshots } from '@bookonce/testing/contracts/snapshots.contract';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterAll, beforeAll } from '@jest/globals';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';
import { CATEGORIES, opening, OwnNamespace } from './fixtures/own-namespace.js';
import { openEventStoreDb } from './open-event-store-db.js';

const describeContracts = (name: string, url: () => string, standIn?: () => EventStoreDbServer): void => {
  describeEventStore(name, async () => {
    const namespace = new OwnNamespace(url());
    const open = async (): Promise<EventStore> => (await namespace.open()).eventStore;
    const opened = { port: await open(), reopen: open, cleanUp: () => namespace.close() };
    if (standIn === undefined) return opened;
    const damage: OpenedEventStore['damage'] = (stream, revision, part, change) =>
      standIn().log.damage(`${namespace.name}.${stream}`, revision, part, change);
    return { ...opened, damage };
  });
  describeCheckpoints(
    name,
    opening(url, ({ checkpoints }) => checkpoints),
  );
  describeSnapshots(
    name,
    opening(url, ({ snapshots }) => snapshots),
  );
  describeDeadLetters(
    name,
    opening(url, ({ deadLetters }) => deadLetters),
  );
  describeHistoryProperties(
    name,
    opening(url, ({ properties }) => properties),
  );
};

let server: EventStoreDbServer;
beforeAll(async () => {
  server = await EventStoreDbServer.start();
});
afterAll(() => server.stop());

describeContracts(
  'EventStoreDB in this process',
  () => server.url,
  () => server,
);

await describeOnServer('eventstoredb', 'on a server', (url) => {
  // A server listens before it is ready.
  beforeAll(() =>
    eventually(async () => (await openEventStoreDb({ url, categories: CATEGORIES })).close(), { withinMs: 60_000 }),
  );
  describeContracts('EventStoreDB', () => url);
});
