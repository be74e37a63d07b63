import { StoreAccessError, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { Client, type ClientConfig, Pool, type QueryConfig, type QueryResultRow } from 'pg';
import { isNativeError } from 'node:util/types';

export interface PostgresSettings {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Schema of the database that holds all tables; default `bookonce`. */
  readonly schema?: string;
  /** Most connections of this process, at least 2: one listens, the others are a pool. Default {@link CONNECTIONS}. */
  readonly connections?: number;
  /**
   * Time limit for connecting, and again for each answer, in ms; default 5,000.
   */
  readonly timeoutMs?: number;
  /** Called while a long transaction of this database holds new events back, at most once a minute. */
  readonly onHeldBack?: (text: string) => void;
}

/** A server takes 100 unless it is configured otherwise: enough for three instances of four services. */
export const CONNECTIONS = 6;
const STANDARD_PORT = '5432';
const INSUFFICIENT_PRIVILEGE = '42501';
/** Idle connections are kept for so long, as opening one costs more than many calls. */
const IDLE_TIMEOUT_MS = 300_000;

/** A pool of connections to one database. A lost server becomes a {@link StoreUnavailableError}. */
export class PostgresConnection {
  readonly #pool: Pool;
  readonly #config: ClientConfig;
  readonly #address: string;
  readonly #user: string;
  #losses = 0;
  #closing: Promise<void> | null = null;

  constructor({ url, schema, connections = CONNECTIONS, timeoutMs = 5_000 }: PostgresSettings) {
    const { hostname, port, username } = new URL(url);
    this.#user = username === '' ? 'the user' : decodeURIComponent(username);
    this.#address = `PostgreSQL at ${hostname || 'localhost'}:${port || STANDARD_PORT}`;
    this.#config = {
      connectionString: url,
      connectionTimeoutMillis: timeoutMs,
      // The client's limit covers a silent server; the server's limit ends statements that no caller waits for.
      query_timeout: timeoutMs,
      statement_timeout: timeoutMs,
      keepAlive: true,
      // Shown to operators in pg_stat_activity.
      application_name: `bookonce ${schema ?? ''}`.trim(),
    };
    this.#pool = new Pool({ ...this.#config, max: connections - 1, idleTimeoutMillis: IDLE_TIMEOUT_MS });
    // An idle connection was lost; the next query gets another one.
    this.#pool.on('error', () => {
      this.#losses += 1;
    });
  }

  /**
   * Number of lost connections so far. The server that the next connection reaches may lack events that were read before:
   * it was restored from a backup, or a standby took over.
   */
  get losses(): number {
    return this.#losses;
  }

  /**
   * Throws a {@link StoreUnavailableError} if the server did not answer or refused for a reason of its own, a
   * {@link StoreAccessError} if it refuses the user, and another error if the statement is at fault. All name the server
   * and carry the cause.
   */
  async query<Row extends QueryResultRow>(config: QueryConfig): Promise<readonly Row[]> {
    this.#expectOpen();
    try {
      return (await this.#pool.query<Row>(config)).rows;
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** Listens on a dedicated connection. Calls `onLost` at most once. */
  async listen(channel: string, onMessage: (payload: string) => void, onLost: () => void): Promise<Listening> {
    this.#expectOpen();
    try {
      return await listenOn(this.#config, channel, onMessage, () => {
        this.#losses += 1;
        onLost();
      });
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** Waits for running queries. */
  close(): Promise<void> {
    this.#closing ??= this.#pool.end();
    return this.#closing;
  }

  /** Builds the error of an unavailable server: its address and the reason. */
  unavailable(reason: string, cause?: unknown): StoreUnavailableError {
    return new StoreUnavailableError(`${this.#address}: ${reason}`, { cause });
  }

  #expectOpen(): void {
    if (this.#closing !== null) throw this.unavailable('closed');
  }

  #failure(error: unknown): Error {
    const state = sqlStateOf(error) ?? '';
    const reason = reasonOf(error);
    if (state.startsWith('28')) {
      const message = `${this.#address}: ${reason}. Correct the user and the password of the URL, or pg_hba.conf.`;
      return new StoreAccessError(message, { cause: error });
    }
    if (state === INSUFFICIENT_PRIVILEGE) {
      const message = `${this.#address}: ${reason}. Grant it to ${this.#user}, or make that user own the schema.`;
      return new StoreAccessError(message, { cause: error });
    }
    // Classes 22 and 42 (data, names) blame the statement. All others describe the server's state.
    const isStatementAtFault = /^(22|42)/.test(state);
    // Classes 08 and 57P: connections, and a server that shuts down or starts. Without a state, nothing answered.
    if (state === '' || /^(08|57P)/.test(state)) this.#losses += 1;
    return isStatementAtFault
      ? new Error(`${this.#address}: ${reason}`, { cause: error })
      : this.unavailable(reason, error);
  }
}

/** Stops listening and closes the connection. */
export type Listening = () => void;

/** A listening connection can break silently, so it is checked periodically. */
const CHECK_EVERY_MS = 5_000;

/** Listens on a dedicated connection. Rejects if connecting or LISTEN fails. Calls `onLost` at most once. */
export const listenOn = async (
  config: ClientConfig,
  channel: string,
  onMessage: (payload: string) => void,
  onLost: () => void,
): Promise<Listening> => {
  const client = new Client(config);
  let state: 'opening' | 'listening' | 'ended' = 'opening';
  let checks: ReturnType<typeof setInterval> | null = null;
  const end = (): void => {
    if (state === 'ended') return;
    state = 'ended';
    if (checks !== null) clearInterval(checks);
    client.end().catch(() => undefined);
  };
  const lost = (): void => {
    if (state !== 'listening') return;
    end();
    onLost();
  };
  client.on('notification', ({ payload = '' }) => {
    if (state !== 'ended') onMessage(payload);
  });
  client.on('end', lost);
  client.on('error', lost);
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  } catch (error) {
    end();
    throw error;
  }
  state = 'listening';
  checks = setInterval(() => void client.query('SELECT 1').catch(lost), CHECK_EVERY_MS);
  return end;
};

const SQL_STATE = /^[0-9A-Z]{5}$/;

/** Returns the five-character SQL state, or null if the error does not come from the server. */
export const sqlStateOf = (error: unknown): string | null =>
  isNativeError(error) && 'code' in error && typeof error.code === 'string' && SQL_STATE.test(error.code)
    ? error.code
    : null;

/** Returns a readable reason. If several addresses were tried, it lists the reason of each. */
export const reasonOf = (error: unknown): string => {
  if (!isNativeError(error)) return String(error);
  if ('errors' in error && Array.isArray(error.errors)) return [...new Set(error.errors.map(reasonOf))].join('; ');
  return error.message || error.name;
};
