import { NO_STREAM, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { batch, namesOf } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { EventStoreDBClient, binaryEvent, jsonEvent } from '@eventstore/db-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';
import { OwnNamespace } from './fixtures/own-namespace.js';
import type { EventStoreDb } from './open-event-store-db.js';

/** Other applications write on the same server. */
const describeForeignEvents = (name: string, urlOf: () => string): void => {
  describe(`${name}: events of other applications`, () => {
    let namespace: OwnNamespace;
    let opened: EventStoreDb;
    let client: EventStoreDBClient;
    let reported: string[];
    beforeEach(async () => {
      reported = [];
      namespace = new OwnNamespace(urlOf());
      opened = await namespace.open({ onForeignStream: (stream) => void reported.push(stream) });
      client = EventStoreDBClient.connectionString(urlOf());
    });
    afterEach(async () => {
      await client.dispose();
      await namespace.close();
    });

    const order = () => jsonEvent({ type: 'OrderPlaced', data: { total: 12 } });
    const appendForeign = async (): Promise<void> => {
      const binary = binaryEvent({ type: 'OrderPlaced', data: new Uint8Array([1]), metadata: new Uint8Array([0xff]) });
      const withMeta = jsonEvent({ type: 'OrderPlaced', data: {}, metadata: { workspaceId: 'theirs', version: '2' } });
      await client.appendToStream(`${namespace.name}.link-foo`, [order(), binary, withMeta]);
      await client.appendToStream(`${namespace.name}.order-1`, order());
      await client.appendToStream('order-1', order());
    };
    const follow = (categories?: readonly string[]): { readonly events: StoredEvent[]; readonly reached: string[] } => {
      const events: StoredEvent[] = [];
      const reached: string[] = [];
      opened.eventStore.subscribe(
        { after: null, ...(categories === undefined ? {} : { categories }) },
        {
          handle: async (some) => void events.push(...some),
          reached: (position, isEnd) => void (isEnd && reached.push(position)),
        },
      );
      return { events, reached };
    };

    it('are passed over by followers that are behind or live, with one warning that names the stream', async () => {
      const { eventStore } = opened;
      await appendForeign();
      await eventStore.append('link-a', NO_STREAM, batch('1'));
      await appendForeign();
      const all = follow();
      const links = follow(['link']);
      for (const { events } of [all, links]) await eventually(() => expect(namesOf(events)).toEqual(['1']));
      await appendForeign();
      await eventStore.append('link-a', 0, batch('2'));
      for (const { events } of [all, links]) await eventually(() => expect(namesOf(events)).toEqual(['1', '2']));
      expect(reported).toEqual([`${namespace.name}.link-foo`]);
    });

    it('are not the end of history, and do not keep followers from reaching it', async () => {
      const { eventStore } = opened;
      await appendForeign();
      expect(await eventStore.head()).toBeNull();
      await eventStore.append('booking-a', NO_STREAM, batch('1'));
      const head = (await eventStore.head()) ?? '';
      await appendForeign();
      expect(await eventStore.head()).toBe(head);
      const links = follow(['link']);
      await eventually(() => expect((links.reached.at(-1) ?? '') >= head).toBe(true));
    });

    it('make a stream of this product unreadable, which its error names', async () => {
      const { eventStore } = opened;
      await eventStore.append('link-a', NO_STREAM, batch('1'));
      await client.appendToStream(`${namespace.name}.link-a`, order());
      await expect(eventStore.readStream('link-a')).rejects.toThrow(
        `${namespace.name}.link-a holds OrderPlaced at revision 1`,
      );
    });
  });
};

let server: EventStoreDbServer;
beforeAll(async () => {
  server = await EventStoreDbServer.start();
});
afterAll(() => server.stop());

describeForeignEvents('in this process', () => server.url);
await describeOnServer('eventstoredb', 'on a server', (url) => describeForeignEvents('EventStoreDB', () => url));
