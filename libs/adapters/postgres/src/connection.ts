import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { Pool, type ClientConfig, type QueryConfig, type QueryResultRow } from 'pg';
import { listenOn, type Listening } from './listening.js';
import { reasonOf, sqlStateOf } from './sql-state.js';

export interface PostgresSettings {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Everything is kept in this schema of the database; default `bookonce`. */
  readonly schema?: string;
  /** Connections at the most, beside the one that listens; default 8. */
  readonly connections?: number;
  /**
   * How long a connection may take to be there, and how long an answer on it, in ms: after both a call has failed;
   * default 5,000.
   */
  readonly timeoutMs?: number;
}

const STANDARD_PORT = '5432';
/** A connection that nobody uses is kept for so long: making one costs more than many calls. */
const KEPT_IDLE_MS = 300_000;

/** Connections to one database, and its answers as values: a lost server is a {@link StoreUnavailableError}. */
export class PostgresConnection {
  readonly #pool: Pool;
  readonly #config: ClientConfig;
  readonly #address: string;
  #closing: Promise<void> | null = null;

  constructor({ url, schema, connections = 8, timeoutMs = 5_000 }: PostgresSettings) {
    const { hostname, port } = new URL(url);
    this.#address = `PostgreSQL at ${hostname || 'localhost'}:${port || STANDARD_PORT}`;
    this.#config = {
      connectionString: url,
      connectionTimeoutMillis: timeoutMs,
      // Ours, for a server that does not answer; and the server's, so that nothing goes on that nobody waits for.
      query_timeout: timeoutMs,
      statement_timeout: timeoutMs,
      keepAlive: true,
      // For whoever looks at what the server is doing.
      application_name: `bookonce ${schema ?? ''}`.trim(),
    };
    this.#pool = new Pool({ ...this.#config, max: connections, idleTimeoutMillis: KEPT_IDLE_MS });
    // A connection that is lost while nobody uses it: the next call gets another one.
    this.#pool.on('error', () => undefined);
  }

  /**
   * Throws a {@link StoreUnavailableError} when there was no answer or none that the statement is to blame for, and
   * another error for what is wrong with the statement; both name the server and have the cause.
   */
  async query<Row extends QueryResultRow>(config: QueryConfig): Promise<readonly Row[]> {
    this.#expectOpen();
    try {
      return (await this.#pool.query<Row>(config)).rows;
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** On a connection of its own; `onLost` is told once. */
  async listen(channel: string, onMessage: (payload: string) => void, onLost: () => void): Promise<Listening> {
    this.#expectOpen();
    try {
      return await listenOn(this.#config, channel, onMessage, onLost);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** What is under way ends first. */
  close(): Promise<void> {
    this.#closing ??= this.#pool.end();
    return this.#closing;
  }

  /** What went wrong on the server, said as one line of where it is and what it is. */
  unavailable(reason: string, cause?: unknown): StoreUnavailableError {
    return new StoreUnavailableError(`${this.#address}: ${reason}`, { cause });
  }

  #expectOpen(): void {
    if (this.#closing !== null) throw this.unavailable('closed');
  }

  #failure(error: unknown): Error {
    // Only a wrong statement makes the server say these: data, names, rights. All else is the server's state.
    const isStatementsFault = /^(22|42)/.test(sqlStateOf(error) ?? '');
    const reason = reasonOf(error);
    return isStatementsFault
      ? new Error(`${this.#address}: ${reason}`, { cause: error })
      : this.unavailable(reason, error);
  }
}
