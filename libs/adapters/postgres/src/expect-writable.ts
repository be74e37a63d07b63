import type { PostgresConnection } from './connection.js';

/**
 * Rejects with a {@link StoreUnavailableError} if the server takes no writes, such as a standby. Never waits for
 * transactions, as the end of history does.
 */
export const expectWritable = async (connection: Pick<PostgresConnection, 'query' | 'unavailable'>): Promise<void> => {
  const text = "SELECT current_setting('transaction_read_only') AS setting";
  const [readOnly] = await connection.query<{ setting: string }>({ name: 'read-only', text });
  if (readOnly?.setting !== 'off') throw connection.unavailable('it takes no writes: is it a standby?');
};
