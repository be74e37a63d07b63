import {
  NO_STREAM,
  StoreAccessError,
  StoreUnavailableError,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import { batch } from '@bookonce/testing/contracts/tested-event-store';
import { freePort } from '@bookonce/testing/harness/free-port';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ownSchema, type OwnSchema } from '@bookonce/testing/servers/own-schema';

await describeOnServer('postgres', 'opening PostgreSQL', (url) => {
  let schema: OwnSchema;
  beforeEach(() => {
    schema = ownSchema(url);
  });
  afterEach(() => schema.remove());

  const changed = (change: (to: URL) => void): string => {
    const to = new URL(url);
    change(to);
    return to.href;
  };
  const address = `${new URL(url).hostname}:${new URL(url).port || '5432'}`;

  it('creates the tables once, even if processes start together', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => schema.open({ connections: 2 })));
    const outcomes = await Promise.all(
      all.map(({ eventStore }, index) => eventStore.append('link-a', NO_STREAM, batch(String(index)))),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
  });

  it('works with one connection besides the listening one', async () => {
    const { eventStore, checkpoints } = await schema.open({ connections: 2 });
    const appended = await Promise.all(
      ['link-a', 'link-b'].map((stream) => eventStore.append(stream as StreamName, NO_STREAM, batch(stream))),
    );
    await checkpoints.save('a', 'b');
    expect(appended).toMatchObject([{ outcome: 'appended' }, { outcome: 'appended' }]);
    await new Promise<void>((resolve) => {
      eventStore.subscribe({ after: null, maxBatch: 1 }, { handle: async () => undefined, reached: () => resolve() });
    });
  });

  it('opens no more connections than it may, one of which listens for all followers', async () => {
    const { eventStore, checkpoints } = await schema.open({ connections: 3 });
    await eventStore.append('link-a', NO_STREAM, batch('a'));
    const followed = Array.from({ length: 4 }, () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      eventStore.subscribe({ after: null }, { handle: async () => resolve() });
      return promise;
    });
    await Promise.all(followed);
    await Promise.all(Array.from({ length: 40 }, (_, index) => checkpoints.save(`name ${index}`, 'b')));
    const observer = await schema.connect();
    const { rows } = await observer.query<{ total: string; listening: string }>({
      text: `SELECT count(*) AS total, count(*) FILTER (WHERE query LIKE 'LISTEN%' OR query = 'SELECT 1') AS listening
        FROM pg_stat_activity WHERE application_name = $1`,
      values: [`bookonce ${schema.name}`],
    });
    expect(rows).toEqual([{ total: '3', listening: '1' }]);
  });

  it('names the server that is unavailable', async () => {
    const port = await freePort();
    const opening = schema.open({ url: changed((to) => Object.assign(to, { host: `127.0.0.1:${port}` })) });
    await expect(opening).rejects.toThrow(StoreUnavailableError);
    await expect(opening).rejects.toThrow(`PostgreSQL at 127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port}`);
  });

  it.each([
    ['user', (to: URL) => Object.assign(to, { username: 'bookonce_nobody' }), 'bookonce_nobody', StoreAccessError],
    [
      'database',
      (to: URL) => Object.assign(to, { pathname: '/bookonce_nowhere' }),
      'bookonce_nowhere',
      StoreUnavailableError,
    ],
  ])('says which server does not know the %s, and never a password', async (_what, change, name, kind) => {
    const opening = schema.open({
      url: changed((to) => {
        to.password = 'secret';
        change(to);
      }),
    });
    await expect(opening).rejects.toThrow(kind);
    await expect(opening).rejects.toThrow(new RegExp(`^PostgreSQL at ${address}: .*${name}`));
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  it('refuses an invalid schema name', async () => {
    for (const name of ['', 'Upper', '1st', 'a"b', 'x'.repeat(51)]) {
      await expect(schema.open({ schema: name })).rejects.toThrow('cannot name a schema');
    }
  });

  it('refuses a schema of a newer program', async () => {
    await (await schema.open()).close();
    await schema.run(`INSERT INTO ${schema.name}.versions VALUES (99)`);
    await expect(schema.open()).rejects.toThrow('has version 99');
  });

  it('refuses a history copied from a server that is ahead (I12)', async () => {
    const { eventStore } = await schema.open();
    await eventStore.append('link-a', NO_STREAM, batch('1'));
    await schema.run(
      `UPDATE ${schema.name}.events SET transaction = (transaction::text::bigint + 1000000000)::text::xid8`,
    );
    await expect(schema.open()).rejects.toThrow('copied from another server');
  });

  it('needs no right to create tables that exist', async () => {
    await (await schema.open()).close();
    const role = `${schema.name}_user`;
    await schema.run(`CREATE ROLE ${role} LOGIN;
      GRANT USAGE ON SCHEMA ${schema.name} TO ${role};
      GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ${schema.name} TO ${role}`);
    try {
      const { eventStore, close } = await schema.open({ url: changed((to) => Object.assign(to, { username: role })) });
      expect(await eventStore.append('link-a', NO_STREAM, batch('1'))).toMatchObject({ revision: 0 });
      await close();
    } finally {
      await schema.run(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });
});
