import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { PostgresConnection } from '../connection.js';

const LOOK_EVERY_MS = 50;

/**
 * Knows the running transactions of the server's other databases. A snapshot lists them too, but they can store no
 * event here, so history does not wait for them.
 */
export class ForeignTransactions {
  #known: readonly string[] = [];
  #lookAgainAt = -Infinity;
  #looking: Promise<boolean> | null = null;

  constructor(
    private readonly connection: Pick<PostgresConnection, 'query'>,
    private readonly schema: string,
  ) {}

  /** Their numbers, as of the last look. A number belongs to one database for good, so an old list is never wrong. */
  get known(): readonly string[] {
    return this.#known;
  }

  /** Looks for them if stored events are hidden, at most every 50 ms. Resolves with whether it found others. */
  look(): Promise<boolean> {
    if (this.#looking === null && systemScheduler.now() < this.#lookAgainAt) return Promise.resolve(false);
    this.#looking ??= this.#look().finally(() => {
      this.#lookAgainAt = systemScheduler.now() + LOOK_EVERY_MS;
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<boolean> {
    const found = await this.connection.query<{ running: string }>({
      name: 'foreign-transactions',
      text: foreignSql(this.schema),
    });
    const before = new Set(this.#known);
    this.#known = found.map(({ running }) => running);
    return this.#known.some((one) => !before.has(one));
  }
}

/**
 * A transaction is foreign only if the server proves it: the lock on its number and the process that reports it agree,
 * and that process is connected to another database. A transaction that has a number but no lock yet, or whose database
 * is unknown, counts as ours (I12). A standby lists no running transactions.
 */
const foreignSql = (schema: string): string => `
SELECT running::text AS running FROM pg_snapshot_xip(pg_current_snapshot()) AS running
WHERE EXISTS (SELECT FROM ${schema}.events WHERE transaction >= pg_snapshot_xmin(pg_current_snapshot()))
  AND (EXISTS (
    SELECT FROM pg_stat_activity AS process
    JOIN pg_locks AS held ON held.pid = process.pid AND held.transactionid = process.backend_xid
    WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted
      AND process.backend_xid = running::xid AND process.datname <> current_database()
  ) OR EXISTS (
    SELECT FROM pg_prepared_xacts WHERE transaction = running::xid AND database <> current_database()
  ))`;

/**
 * SQL for the number below which all transactions that could store events have ended, so that no event can still appear
 * there. `foreign` names the parameter that holds the foreign transactions; without one, all of the server count.
 */
export const endedBelowSql = (foreign: string | null): string =>
  foreign === null
    ? 'pg_snapshot_xmin(pg_current_snapshot())'
    : `CASE WHEN pg_is_in_recovery() THEN pg_snapshot_xmin(pg_current_snapshot()) ELSE coalesce(
         (SELECT running FROM pg_snapshot_xip(pg_current_snapshot()) AS running
          WHERE running <> ALL (${foreign}::text[]::xid8[]) ORDER BY running LIMIT 1),
         pg_snapshot_xmax(pg_current_snapshot())) END`;
