import { type ReadEvent, readEvent, soundEvents, type StoredForm } from '@bookonce/adapter-storage/log/stored-form';
import { backoffMs, type BackoffPolicy } from '@bookonce/kernel/back-off';
import type { Position, ReadOptions, StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { PostgresConnection } from '../connection.js';
import { endedBelowSql, ForeignTransactions } from './foreign-transactions.js';

/** An event's place in the global order: its transaction, then its number. Decimal text, as both can exceed a double. */
export interface Order {
  readonly transaction: string;
  readonly position: string;
}

const DIGITS = 19;

/** Returns a position whose text order is the delivery order. */
export const positionOf = ({ transaction, position }: Order): Position =>
  `${transaction.padStart(DIGITS, '0')}-${position.padStart(DIGITS, '0')}`;

const POSITION = /^(?<transaction>\d{19})-(?<position>\d{19})$/;

/** Parses a position. Throws if it is from another kind of store, which would skip or repeat events (I12). */
export const orderOf = (text: Position | null): Order => {
  if (text === null) return { transaction: '0', position: '0' };
  const { transaction, position } = POSITION.exec(text)?.groups ?? {};
  if (transaction === undefined || position === undefined)
    throw new Error(`${text} is not a position of a PostgreSQL store`);
  // Without leading zeros: PostgreSQL would parse the number as octal.
  return { transaction: BigInt(transaction).toString(), position: BigInt(position).toString() };
};

interface Row extends StoredForm {
  readonly written_in: string;
  readonly position: string;
  readonly checksum: number | null;
}

// The alias differs from the column's name: ORDER BY prefers output names, and text sorts differently than numbers.
const COLUMNS =
  'transaction::text AS written_in, position, stream, revision, id, type, data::text, meta::text, checksum';
/** A transaction that has written, or is about to. */
export interface RunningTransaction {
  readonly id: string;
  /** Names its process for an operator. */
  readonly description: string;
}

/** Reads streams, and all history in its global order. */
export class HistoryReader {
  readonly #events: string;
  readonly #foreign: ForeignTransactions;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#events = `${schema}.events`;
    this.#foreign = new ForeignTransactions(connection, schema);
  }

  async stream(stream: StreamName, { from, direction, limit }: ReadOptions): Promise<readonly StoredEvent[]> {
    const backwards = direction === 'backwards';
    const first = Math.min(from ?? (backwards ? LAST_REVISION : 0), LAST_REVISION);
    const rows = await this.connection.query<Row>({
      name: backwards ? 'stream-backwards' : 'stream-forwards',
      text: `SELECT ${COLUMNS} FROM ${this.#events} WHERE stream = $1 AND revision ${backwards ? '<=' : '>='} $2
             ORDER BY revision ${backwards ? 'DESC' : 'ASC'} LIMIT $3`,
      values: [stream, first, limit ?? null],
    });
    return soundEvents(rows.map(eventOf));
  }

  /** Reads events of all categories, as long as no earlier event can still appear (I12). */
  async after(position: Position | null, limit: number): Promise<readonly ReadEvent[]> {
    const page = await this.#visibleAfter(position, limit);
    // A transaction of another database may hide events.
    return page.length === 0 && (await this.#foreign.look()) ? this.#visibleAfter(position, limit) : page;
  }

  async #visibleAfter(position: Position | null, limit: number): Promise<readonly ReadEvent[]> {
    const order = orderOf(position);
    const foreign = this.#foreign.known;
    const hasForeign = foreign.length > 0;
    const rows = await this.connection.query<Row>({
      name: hasForeign ? 'after-beside-foreign' : 'after',
      text: `SELECT ${COLUMNS} FROM ${this.#events}
             WHERE (transaction, position) > ($1::text::xid8, $2::bigint)
               AND transaction < ${endedBelowSql(hasForeign ? '$4' : null)}
             ORDER BY transaction, position LIMIT $3`,
      values: [order.transaction, order.position, limit, ...(hasForeign ? [foreign] : [])],
    });
    return rows.map(eventOf);
  }

  /** Returns the position of the last stored event, or null. An earlier event may still appear. */
  last(): Promise<Position | null> {
    return this.#lastWhere('last', 'true', []);
  }

  /** Returns the position of the last event that {@link after} returns, or null. */
  async lastInOrder(): Promise<Position | null> {
    await this.#foreign.look();
    const foreign = this.#foreign.known;
    return foreign.length === 0
      ? this.#lastWhere('last-in-order', `transaction < ${endedBelowSql(null)}`, [])
      : this.#lastWhere('last-beside-foreign', `transaction < ${endedBelowSql('$1')}`, [foreign]);
  }

  /** Returns the oldest running transaction of this database, which all subscriptions wait for; null if none runs. */
  async oldestTransaction(): Promise<RunningTransaction | null> {
    await this.#foreign.look();
    const [oldest] = await this.connection.query<{ id: string; pid: number | null; who: string }>({
      name: 'oldest-transaction',
      text: `SELECT running::text AS id, process.pid, concat_ws(' ', application_name, 'in database', datname) AS who
             FROM pg_snapshot_xip(pg_current_snapshot()) AS running
             LEFT JOIN pg_stat_activity AS process ON process.backend_xid = running::xid
             WHERE running <> ALL ($1::text[]::xid8[]) ORDER BY running LIMIT 1`,
      values: [this.#foreign.known],
    });
    if (oldest === undefined) return null;
    const { id, pid, who } = oldest;
    return { id, description: pid === null ? 'a prepared transaction' : `that of process ${pid} (${who})` };
  }

  async #lastWhere(name: string, condition: string, values: readonly unknown[]): Promise<Position | null> {
    const [last] = await this.connection.query<Pick<Row, 'written_in' | 'position'>>({
      name,
      text: `SELECT transaction::text AS written_in, position FROM ${this.#events} WHERE ${condition}
             ORDER BY transaction DESC, position DESC LIMIT 1`,
      values: [...values],
    });
    return last === undefined ? null : positionOf({ transaction: last.written_in, position: last.position });
  }
}

/** The greatest integer of the revision's column. */
const LAST_REVISION = 2_147_483_647;

const eventOf = ({ written_in, position, stream, revision, id, type, data, meta, checksum }: Row): ReadEvent =>
  readEvent({ stream, revision, id, type, data, meta }, positionOf({ transaction: written_in, position }), checksum);

const SETTLE_WITHIN_MS = 5_000;
const CHECKS: BackoffPolicy = { firstMs: 1, longestMs: 50 };

/**
 * Returns a position that includes every event stored before the call, and before which no event can appear any more
 * (I12). It waits for transactions that began before the last append and still run, and throws a
 * StoreUnavailableError naming the oldest one if they do not end in time.
 */
export const settledHead = async (
  reader: HistoryReader,
  connection: Pick<PostgresConnection, 'unavailable'>,
  patienceMs = SETTLE_WITHIN_MS,
): Promise<Position | null> => {
  const last = await reader.last();
  if (last === null) return null;
  const deadline = systemScheduler.now() + patienceMs;
  for (let checks = 1; ; checks += 1) {
    const inOrder = await reader.lastInOrder();
    if (inOrder !== null && inOrder >= last) return inOrder;
    if (systemScheduler.now() > deadline) break;
    await systemScheduler.wait(backoffMs(CHECKS, checks));
  }
  const oldest = (await reader.oldestTransaction())?.description ?? 'one that has just ended';
  throw connection.unavailable(`history waits for an older transaction: ${oldest}. End it to go on.`);
};
