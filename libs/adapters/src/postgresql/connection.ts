import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { Pool, type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';

export interface PostgresSettings {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Everything is kept in this schema of the database; default `bookonce`. */
  readonly schema?: string;
  /** Connections at the most; default 8. */
  readonly connections?: number;
  /** A call that gets no answer for so long has failed; default 5,000 ms. */
  readonly timeoutMs?: number;
}

/** What only a wrong statement makes the server say: syntax, types, names. Everything else is the server's state. */
const isBug = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|42)/.test(error.code);

/** Connections to one database, and its answers as values: a lost server is a {@link StoreUnavailableError}. */
export class PostgresConnection {
  readonly #pool: Pool;
  readonly #address: string;
  #closed = false;

  constructor({ url, connections = 8, timeoutMs = 5_000 }: PostgresSettings) {
    this.#address = `PostgreSQL at ${new URL(url).host}`;
    this.#pool = new Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
      statement_timeout: timeoutMs,
      keepAlive: true,
      application_name: 'bookonce',
    });
    // A connection that is lost while nobody uses it: the next call gets another one.
    this.#pool.on('error', () => undefined);
  }

  async query<Row extends QueryResultRow>(config: QueryConfig): Promise<readonly Row[]> {
    if (this.#closed) throw new StoreUnavailableError(`${this.#address}: closed`);
    try {
      return (await this.#pool.query<Row>(config)).rows;
    } catch (error) {
      throw this.lost(error);
    }
  }

  /** A connection of one's own, for who listens; `onLost` is told once. */
  async listen(channel: string, onMessage: (payload: string) => void, onLost: () => void): Promise<() => void> {
    if (this.#closed) throw new StoreUnavailableError(`${this.#address}: closed`);
    let client: PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw this.lost(error);
    }
    let ended = false;
    const end = (): void => {
      if (ended) return;
      ended = true;
      client.removeAllListeners('notification');
      client.release(true);
    };
    client.on('notification', ({ payload = '' }) => onMessage(payload));
    const lost = (): void => {
      if (ended) return;
      end();
      onLost();
    };
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      end();
      throw this.lost(error);
    }
    return end;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#pool.end();
  }

  lost(error: unknown): Error {
    if (error instanceof Error && isBug(error)) return error;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    return new StoreUnavailableError(`${this.#address}: ${reason}`, { cause: error });
  }
}
