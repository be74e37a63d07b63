import { NO_STREAM, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { batch, namesOf } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { ownSchema, type OwnSchema } from '@bookonce/testing/servers/own-schema';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { checkedBatch } from '@bookonce/adapter-storage/log/batch';
import { PostgresConnection } from './connection.js';
import { appendStatement } from './event-store/append-queue.js';
import { HistoryReader } from './event-store/history-reader.js';
import type { Postgres } from './open-postgres.js';

await describeOnServer('postgres', 'a server with other databases', (url) => {
  const otherName = `bookonce_other_${randomBytes(6).toString('hex')}`;
  let schema: OwnSchema;
  let postgres: Postgres;
  const clients: Client[] = [];

  /** A transaction that has a number, as every one that writes. */
  const begin = async (databaseUrl: string): Promise<Client> => {
    const client = new Client({ connectionString: databaseUrl });
    clients.push(client);
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    return client;
  };
  const otherUrl = (): string => Object.assign(new URL(url), { pathname: `/${otherName}` }).href;

  beforeAll(() => ownSchema(url).run(`CREATE DATABASE ${otherName}`));
  afterAll(() => ownSchema(url).run(`DROP DATABASE ${otherName}`));
  beforeEach(async () => {
    schema = ownSchema(url);
    postgres = await schema.open();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end();
    await schema.remove();
  });

  const follow = (): StoredEvent[] => {
    const met: StoredEvent[] = [];
    const handle = async (events: readonly StoredEvent[]): Promise<void> => void met.push(...events);
    postgres.eventStore.subscribe({ after: null }, { handle });
    return met;
  };

  it('delivers events while a transaction of another database is open', async () => {
    await begin(otherUrl());
    const met = follow();
    await postgres.eventStore.append('link-a', NO_STREAM, batch('1', '2'));
    const [, last] = await postgres.eventStore.readStream('link-a');
    expect(await postgres.eventStore.head()).toBe(last?.position);
    await eventually(() => expect(namesOf(met)).toEqual(['1', '2']));
    // Another begins while the first is still open.
    await begin(otherUrl());
    await postgres.eventStore.append('link-b', NO_STREAM, batch('3'));
    await eventually(() => expect(namesOf(met)).toEqual(['1', '2', '3']));
  });

  it('still waits for a transaction of its own database (I12)', async () => {
    await begin(otherUrl());
    const late = await begin(url);
    const met = follow();
    await postgres.eventStore.append('link-a', NO_STREAM, batch('1'));
    const connection = new PostgresConnection({ url });
    const reader = new HistoryReader(connection, schema.name);
    try {
      expect(await reader.after(null, 10)).toEqual([]);
      expect((await reader.oldestTransaction())?.description).toContain(
        `in database ${new URL(url).pathname.slice(1)}`,
      );
    } finally {
      await connection.close();
    }
    const texts = checkedBatch('link-late', NO_STREAM, batch('late'));
    await late.query(appendStatement(schema.name, [{ stream: 'link-late', expectedRevision: NO_STREAM, texts }]));
    await late.query('COMMIT');
    await eventually(() => expect(namesOf(met)).toEqual(['late', '1']));
  });

  it('passes no event over while transactions of both databases come and go (I12)', async () => {
    const met = follow();
    const rounds = Array.from({ length: 40 }, (_, index) => index);
    let isDone = false;
    const churn = async (databaseUrl: string): Promise<void> => {
      const client = new Client({ connectionString: databaseUrl });
      clients.push(client);
      await client.connect();
      while (!isDone) {
        await client.query('BEGIN');
        await client.query('SELECT pg_current_xact_id(), pg_sleep(random() * 0.02)');
        await client.query(Math.random() < 0.5 ? 'COMMIT' : 'ROLLBACK');
      }
    };
    const churning = [churn(otherUrl()), churn(otherUrl()), churn(url)];
    const writers = ['a', 'b', 'c', 'd', 'e'].map(async (name) => {
      const client = new Client({ connectionString: url });
      clients.push(client);
      await client.connect();
      for (const round of rounds) {
        const stream = `link-${name}${round}` as const;
        // The number is drawn long before the event is stored.
        await client.query('BEGIN');
        await client.query('SELECT pg_current_xact_id(), pg_sleep(random() * 0.01)');
        const texts = checkedBatch(stream, NO_STREAM, batch(`${name}${round}`));
        await client.query(appendStatement(schema.name, [{ stream, expectedRevision: NO_STREAM, texts }]));
        await client.query('COMMIT');
      }
    });
    await Promise.all(writers);
    isDone = true;
    await Promise.all(churning);
    await eventually(() => expect(met).toHaveLength(5 * rounds.length));
    const positions = met.map(({ position }) => position);
    expect([...positions].sort()).toEqual(positions);
  });
});
