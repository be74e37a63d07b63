import { checkedBatch } from '@bookonce/adapter-storage/log/batch';
import { NO_STREAM, type StoredEvent, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { batch, namesOf, newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { ownSchema, type OwnSchema } from '@bookonce/testing/servers/own-schema';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { PostgresConnection } from './connection.js';
import { appendStatement } from './event-store/append-queue.js';
import { HistoryReader, settledHead } from './event-store/history-reader.js';
import type { Postgres } from './open-postgres.js';

await describeOnServer('postgres', 'the order of history', (url) => {
  let schema: OwnSchema;
  let postgres: Postgres;
  let connection: PostgresConnection;
  let reader: HistoryReader;

  beforeEach(async () => {
    schema = ownSchema(url);
    postgres = await schema.open();
    connection = new PostgresConnection({ url });
    reader = new HistoryReader(connection, schema.name);
  });
  afterEach(async () => {
    await connection.close();
    await schema.remove();
  });

  const META = `'{"time":"2026-03-01T00:00:00.000Z","version":1}'`;
  const insert = (stream: string, transaction: string): string =>
    `INSERT INTO ${schema.name}.events (transaction, stream, revision, id, type, data, meta)
     VALUES ('${transaction}', '${stream}', 0, gen_random_uuid(), 'Happened', '{}', ${META})`;

  /** Appends like the adapter, but within the open transaction of this connection. */
  const appendOn = (client: Client, stream: `${string}-${string}`, revision: number, name: string): Promise<unknown> =>
    client.query(
      appendStatement(schema.name, [
        { stream, expectedRevision: revision, texts: checkedBatch(stream, revision, [newEvent(name)]) },
      ]),
    );

  /** Returns the first `count` events in a subscription's order. */
  const followed = (count: number): Promise<readonly StoredEvent[]> =>
    new Promise((resolve) => {
      const met: StoredEvent[] = [];
      const handle = async (events: readonly StoredEvent[]): Promise<void> => {
        met.push(...events);
        if (met.length >= count) resolve(met);
      };
      postgres.eventStore.subscribe({ after: null, maxBatch: 2 }, { handle });
    });

  it('is numeric, even when the number of digits grows', async () => {
    for (const transaction of ['100', '9', '99', '10', '101']) {
      await schema.run(insert(`link-${transaction}`, transaction));
    }
    const streams = (await followed(5)).map(({ stream }) => stream);
    expect(streams).toEqual(['link-9', 'link-10', 'link-99', 'link-100', 'link-101']);
    const [last] = await postgres.eventStore.readStream('link-101');
    expect(await postgres.eventStore.head()).toBe(last?.position);
  });

  it('waits for a transaction that began earlier and commits later (I12)', async () => {
    const late = await schema.connect();
    await late.query('BEGIN');
    await appendOn(late, 'link-late', NO_STREAM, 'late');
    const first = await postgres.eventStore.append('link-a', NO_STREAM, batch('1'));
    const second = await postgres.eventStore.append('link-a', 0, batch('2'));
    // Stored and readable from the stream, but not delivered to subscriptions.
    expect(await postgres.eventStore.readStream('link-a')).toHaveLength(2);
    expect(await reader.after(null, 10)).toEqual([]);
    const all = followed(3);
    const head = postgres.eventStore.head();
    await late.query('COMMIT');
    expect(namesOf(await all)).toEqual(['late', '1', '2']);
    const positions = (await all).map(({ position }) => position);
    expect([...positions].sort()).toEqual(positions);
    expect(positions.slice(1)).toEqual([first, second].map((one) => 'position' in one && one.position));
    expect(await head).toBe(positions[2]);
  });

  it('goes on after a transaction rolled back', async () => {
    const late = await schema.connect();
    await late.query('BEGIN');
    await appendOn(late, 'link-late', NO_STREAM, 'late');
    await postgres.eventStore.append('link-a', NO_STREAM, batch('1'));
    const one = followed(1);
    await late.query('ROLLBACK');
    expect(namesOf(await one)).toEqual(['1']);
  });

  it('rejects positions of another store', async () => {
    const { done } = postgres.eventStore.subscribe({ after: '0000000000000042' }, { handle: () => Promise.resolve() });
    await expect(done).rejects.toThrow('0000000000000042 is not a position of a PostgreSQL store');
  });

  it('names the blocking transaction when asked for its end', async () => {
    const late = await schema.connect();
    await late.query("SET application_name = 'somebody else'");
    await late.query('BEGIN');
    await late.query('SELECT pg_current_xact_id()');
    await postgres.eventStore.append('link-a', NO_STREAM, batch('1'));
    const head = settledHead(reader, connection, 0);
    await expect(head).rejects.toThrow(StoreUnavailableError);
    await expect(head).rejects.toThrow(/PostgreSQL at .*:\d+: history waits .* process \d+ \(/);
  });

  it('keeps the order of each stream: no event is in an older transaction than its predecessor (I11)', async () => {
    const early = await schema.connect();
    await early.query('BEGIN');
    await early.query('SELECT pg_current_xact_id()');
    await postgres.eventStore.append('link-a', NO_STREAM, batch('1'));
    await expect(appendOn(early, 'link-a', 0, '2')).rejects.toMatchObject({ code: '40001' });
    await early.query('ROLLBACK');
    await appendOn(early, 'link-a', 0, '2');
    expect(namesOf(await followed(2))).toEqual(['1', '2']);
  });

  it('lets the second creator of a stream wait for the first, and win if the first rolls back', async () => {
    const [first, watch] = [await schema.connect(), await schema.connect()];
    const isWaiting = `SELECT FROM pg_stat_activity
                       WHERE application_name = 'bookonce ${schema.name}' AND wait_event_type = 'Lock'`;
    for (const [end, expected] of [
      ['COMMIT', { outcome: 'conflict', actualRevision: 0 }],
      ['ROLLBACK', { outcome: 'appended', revision: 1 }],
    ] as const) {
      await first.query('BEGIN');
      await appendOn(first, `link-${end}`, NO_STREAM, `first ${end}`);
      const second = postgres.eventStore.append(`link-${end}`, NO_STREAM, batch(`second ${end}`, 'more'));
      await eventually(async () => expect((await watch.query(isWaiting)).rowCount).toBe(1));
      // An append to another stream does not wait for it.
      await postgres.eventStore.append(`link-other-${end}`, NO_STREAM, batch(end));
      await first.query(end);
      expect(await second).toMatchObject(expected);
    }
    expect(await postgres.eventStore.readStream('link-COMMIT')).toHaveLength(1);
    expect(namesOf(await postgres.eventStore.readStream('link-ROLLBACK'))).toEqual(['second ROLLBACK', 'more']);
  });
});
