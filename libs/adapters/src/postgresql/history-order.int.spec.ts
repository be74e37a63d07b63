import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ownSchema, type OwnSchema } from './fixtures/own-schema.js';
import type { Postgres } from './open-postgres.js';

await describeOnServer('postgres', 'the order of history', (url) => {
  let schema: OwnSchema;
  let postgres: Postgres;

  beforeEach(async () => {
    schema = ownSchema(url);
    postgres = await schema.open();
  });
  afterEach(() => schema.remove());

  const META = `'{"time":"2026-03-01T00:00:00.000Z","version":1}'`;
  const insert = (stream: string, transaction = 'pg_current_xact_id()'): string =>
    `INSERT INTO ${schema.name}.events (transaction, stream, revision, id, type, data, meta)
     VALUES (${transaction}, '${stream}', 0, gen_random_uuid(), 'Happened', '{}', ${META})`;

  /** The first so many streams, as a subscription meets them. */
  const followed = (count: number): Promise<readonly string[]> =>
    new Promise((resolve) => {
      const streams: string[] = [];
      const handle = async (events: readonly StoredEvent[]): Promise<void> => {
        streams.push(...events.map(({ stream }) => stream));
        if (streams.length >= count) resolve(streams);
      };
      postgres.eventStore.subscribe({ after: null, maxBatch: 2 }, { handle });
    });

  it('is that of numbers, also where they get one more digit', async () => {
    for (const transaction of ['100', '9', '99', '10', '101']) {
      await schema.run(insert(`link-${transaction}`, `'${transaction}'::xid8`));
    }
    expect(await followed(5)).toEqual(['link-9', 'link-10', 'link-99', 'link-100', 'link-101']);
    const [last] = await postgres.eventStore.readStream('link-101');
    expect(await postgres.eventStore.head()).toBe(last?.position);
  });

  it('waits for a transaction that began earlier and commits later (I12)', async () => {
    const late = new Client({ connectionString: url });
    await late.connect();
    await late.query('BEGIN');
    await late.query(insert('link-late'));
    await schema.run(insert('link-early'));
    expect(await postgres.eventStore.head()).toBeNull();
    const both = followed(2);
    await late.query('COMMIT');
    await late.end();
    expect(await both).toEqual(['link-late', 'link-early']);
  });
});
