import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, expect, it } from '@jest/globals';
import { PostgresConnection } from './connection.js';
import { expectWritable } from './expect-writable.js';

await describeOnServer('postgres', 'the check that PostgreSQL takes writes', (url) => {
  let connection: PostgresConnection;
  afterEach(() => connection.close());

  it('succeeds on a server that does', async () => {
    connection = new PostgresConnection({ url });
    await expectWritable(connection);
  });

  it('fails if all transactions are read-only, as on a standby', async () => {
    const readOnly = new URL(url);
    readOnly.searchParams.set('options', '-c default_transaction_read_only=on');
    connection = new PostgresConnection({ url: readOnly.href });
    await expect(expectWritable(connection)).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(expectWritable(connection)).rejects.toThrow(/^PostgreSQL at .*: it takes no writes/);
  });
});
