import type { EventMeta, Position, ReadOptions, StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import type { PostgresConnection } from '../connection.js';
import { orderOf, positionOf } from './order.js';

interface Row {
  readonly written_in: string;
  readonly position: string;
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly meta: EventMeta;
}

// Named otherwise than the column: an order by a name means the output of that name, and text has another order.
const COLUMNS = 'transaction::text AS written_in, position, stream, revision, id, type, data, meta';
/** Every transaction below has ended: nothing that is not seen yet can come before (I12). */
const ENDED = 'transaction < pg_snapshot_xmin(pg_current_snapshot())';

/** Reads streams, and history in order. */
export class HistoryReader {
  readonly #events: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#events = `${schema}.events`;
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
    return rows.map(storedEvent);
  }

  /** Of all categories, as far as nothing can come in between any more. */
  async after(position: Position | null, limit: number): Promise<readonly StoredEvent[]> {
    const order = orderOf(position);
    const rows = await this.connection.query<Row>({
      name: 'after',
      text: `SELECT ${COLUMNS} FROM ${this.#events}
             WHERE (transaction, position) > ($1::text::xid8, $2::bigint) AND ${ENDED}
             ORDER BY transaction, position LIMIT $3`,
      values: [order.transaction, order.position, limit],
    });
    return rows.map(storedEvent);
  }

  /** The last event that is stored; something may come before it yet. Null when there is none. */
  last(): Promise<Position | null> {
    return this.#lastWhere('last', 'true');
  }

  /** The last event that {@link after} gives; null when there is none. */
  lastInOrder(): Promise<Position | null> {
    return this.#lastWhere('last-in-order', ENDED);
  }

  /** Whose transaction everybody waits for who follows, as text for a person. */
  async oldestTransaction(): Promise<string> {
    const [oldest] = await this.connection.query<{ pid: number; who: string; began: string }>({
      text: `SELECT pid, concat_ws(' ', application_name, 'in database', datname) AS who, xact_start::text AS began
             FROM pg_stat_activity WHERE backend_xid IS NOT NULL ORDER BY age(backend_xid) DESC LIMIT 1`,
    });
    return oldest === undefined
      ? 'a prepared transaction'
      : `that of process ${oldest.pid} (${oldest.who}) since ${oldest.began}`;
  }

  async #lastWhere(name: string, condition: string): Promise<Position | null> {
    const [last] = await this.connection.query<Pick<Row, 'written_in' | 'position'>>({
      name,
      text: `SELECT transaction::text AS written_in, position FROM ${this.#events} WHERE ${condition}
             ORDER BY transaction DESC, position DESC LIMIT 1`,
    });
    return last === undefined ? null : positionOf({ transaction: last.written_in, position: last.position });
  }
}

/** The greatest that a revision can be. */
const LAST_REVISION = 2_147_483_647;

const storedEvent = ({ written_in, position, stream, revision, id, type, data, meta }: Row): StoredEvent => ({
  id,
  type,
  data,
  meta,
  stream,
  revision,
  position: positionOf({ transaction: written_in, position }),
});
