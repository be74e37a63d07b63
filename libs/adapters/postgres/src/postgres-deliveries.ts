import type { Json } from '@bookonce/kernel/json';
import { REMEMBERED_MS, type ClaimedDelivery, type Deliveries, type Delivery } from '@bookonce/kernel/ports/deliveries';
import type { PostgresConnection } from './connection.js';

interface ClaimedRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: Json;
  /** Texts, as numbers of 64 bits are. */
  readonly claim: string;
  readonly added: string;
  readonly attempts: number;
}

/** Deliveries that the processes of all instances share. */
export class PostgresDeliveries implements Deliveries {
  readonly #table: string;
  readonly #claims: string;
  /** Only the first of each subject: an earlier one has to be made before. */
  readonly #isFirst: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.deliveries`;
    this.#claims = `${schema}.delivery_claims`;
    this.#isFirst = `NOT EXISTS (
      SELECT FROM ${this.#table} AS earlier
      WHERE earlier.kind = waiting.kind AND earlier.subject = waiting.subject
        AND earlier.number < waiting.number AND earlier.ended IS NULL
    )`;
  }

  async add(deliveries: readonly Delivery[], now: number): Promise<void> {
    await this.connection.query({
      text: `DELETE FROM ${this.#table} WHERE ended <= $1`,
      values: [now - REMEMBERED_MS],
    });
    await this.connection.query({
      text: `INSERT INTO ${this.#table} (id, kind, subject, payload, added, due)
             SELECT id, kind, subject, payload::json, $5, $5
             FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
               WITH ORDINALITY AS added (id, kind, subject, payload, place)
             ORDER BY place ON CONFLICT (id) DO NOTHING`,
      values: [
        deliveries.map(({ id }) => id),
        deliveries.map(({ kind }) => kind),
        deliveries.map(({ subject }) => subject),
        deliveries.map(({ payload }) => JSON.stringify(payload)),
        now,
      ],
    });
  }

  async claim(kind: string, limit: number, now: number, until: number): Promise<readonly ClaimedDelivery[]> {
    // Instances that claim together skip each other's rows, so none waits and none claims what another one has.
    const rows = await this.connection.query<ClaimedRow>({
      text: `WITH first AS (
               SELECT number FROM ${this.#table} AS waiting
               WHERE kind = $1 AND due <= $2 AND ended IS NULL AND ${this.#isFirst}
               ORDER BY number LIMIT $3 FOR UPDATE SKIP LOCKED
             ), claimed AS (
               UPDATE ${this.#table} AS waiting SET claim = nextval('${this.#claims}'), due = $4
               FROM first WHERE waiting.number = first.number RETURNING waiting.*
             )
             SELECT id, kind, subject, payload, claim, added, attempts FROM claimed ORDER BY number`,
      values: [kind, now, limit, until],
    });
    return rows.map(({ claim, added, ...delivery }) => ({
      ...delivery,
      claim: Number(claim),
      addedAt: Number(added),
    }));
  }

  async settle({ id, claim }: ClaimedDelivery, now: number): Promise<boolean> {
    const rows = await this.connection.query({
      text: `UPDATE ${this.#table} SET ended = $3, payload = NULL
             WHERE id = $1 AND claim = $2 AND due > $3 AND ended IS NULL RETURNING number`,
      values: [id, claim, now],
    });
    return rows.length > 0;
  }

  async putOff({ id, claim }: ClaimedDelivery, dueAt: number, now: number): Promise<boolean> {
    const rows = await this.connection.query({
      text: `UPDATE ${this.#table} SET claim = NULL, due = $3, attempts = attempts + 1
             WHERE id = $1 AND claim = $2 AND due > $4 AND ended IS NULL RETURNING number`,
      values: [id, claim, dueAt, now],
    });
    return rows.length > 0;
  }

  async drop(kind: string, subject: string, now: number): Promise<number> {
    const rows = await this.connection.query({
      text: `UPDATE ${this.#table} SET ended = $3, payload = NULL
             WHERE kind = $1 AND subject = $2 AND ended IS NULL RETURNING number`,
      values: [kind, subject, now],
    });
    return rows.length;
  }

  async nextDueAt(kind: string): Promise<number | null> {
    const [row] = await this.connection.query<{ due: string | null }>({
      text: `SELECT min(due) AS due FROM ${this.#table} AS waiting
             WHERE kind = $1 AND ended IS NULL AND ${this.#isFirst}`,
      values: [kind],
    });
    return row?.due == null ? null : Number(row.due);
  }

  async count(): Promise<number> {
    const [row] = await this.connection.query<{ count: string }>({
      text: `SELECT count(*) FROM ${this.#table} WHERE ended IS NULL`,
    });
    return Number(row?.count ?? 0);
  }
}
