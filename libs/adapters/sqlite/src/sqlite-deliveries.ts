import type { Json } from '@bookonce/kernel/json';
import {
  REMEMBERED_MS,
  type ClaimedDelivery,
  type Delivery,
  type UnsharedDeliveries,
} from '@bookonce/kernel/ports/deliveries';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { orStoreUnavailable } from './lost-disk.js';

/** A delivery that was made keeps its id for a while, and nothing else. `due` is also when a claim runs out. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT,
    added INTEGER NOT NULL,
    due INTEGER NOT NULL,
    claim INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    ended INTEGER
  );
  CREATE INDEX IF NOT EXISTS deliveries_waiting ON deliveries (kind, subject, number) WHERE ended IS NULL;
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (kind, due) WHERE ended IS NULL;
  CREATE INDEX IF NOT EXISTS deliveries_ended ON deliveries (ended) WHERE ended IS NOT NULL;
  CREATE TABLE IF NOT EXISTS delivery_claims (last INTEGER NOT NULL);
  INSERT INTO delivery_claims SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM delivery_claims);
`;

/** Only the first of each subject: an earlier one has to be made before. */
const FIRST_OF_ITS_SUBJECT = `NOT EXISTS (
  SELECT 1 FROM deliveries AS earlier
  WHERE earlier.kind = deliveries.kind AND earlier.subject = deliveries.subject
    AND earlier.number < deliveries.number AND earlier.ended IS NULL
)`;
const HELD = 'id = ? AND claim = ? AND due > ? AND ended IS NULL';

/** Deliveries in the database of one process. */
export class SqliteDeliveries implements UnsharedDeliveries {
  readonly #database: DatabaseSync;
  readonly #forget: StatementSync;
  readonly #add: StatementSync;
  readonly #due: StatementSync;
  readonly #nextClaim: StatementSync;
  readonly #claim: StatementSync;
  readonly #settle: StatementSync;
  readonly #putOff: StatementSync;
  readonly #release: StatementSync;
  readonly #drop: StatementSync;
  readonly #next: StatementSync;
  readonly #count: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(TABLES);
    this.#database = database;
    this.#forget = database.prepare('DELETE FROM deliveries WHERE ended <= ?');
    this.#add = database.prepare(
      'INSERT OR IGNORE INTO deliveries (id, kind, subject, payload, added, due) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#due = database.prepare(
      `SELECT number, id, kind, subject, payload, added, attempts FROM deliveries
       WHERE kind = ? AND due <= ? AND ended IS NULL AND ${FIRST_OF_ITS_SUBJECT} ORDER BY number LIMIT ?`,
    );
    this.#nextClaim = database.prepare('UPDATE delivery_claims SET last = last + 1 RETURNING last');
    this.#claim = database.prepare('UPDATE deliveries SET claim = ?, due = ? WHERE number = ?');
    this.#settle = database.prepare(`UPDATE deliveries SET ended = ?, payload = NULL WHERE ${HELD}`);
    this.#putOff = database.prepare(
      `UPDATE deliveries SET claim = NULL, due = ?, attempts = attempts + 1 WHERE ${HELD}`,
    );
    this.#release = database.prepare(
      'UPDATE deliveries SET claim = NULL, due = ? WHERE claim IS NOT NULL AND ended IS NULL',
    );
    this.#drop = database.prepare(
      'UPDATE deliveries SET ended = ?, payload = NULL WHERE kind = ? AND subject = ? AND ended IS NULL',
    );
    this.#next = database.prepare(
      `SELECT min(due) AS due FROM deliveries WHERE kind = ? AND ended IS NULL AND ${FIRST_OF_ITS_SUBJECT}`,
    );
    this.#count = database.prepare('SELECT count(*) AS count FROM deliveries WHERE ended IS NULL');
  }

  async add(deliveries: readonly Delivery[], now: number): Promise<void> {
    this.#atOnce(() => {
      this.#forget.run(now - REMEMBERED_MS);
      for (const { id, kind, subject, payload } of deliveries) {
        this.#add.run(id, kind, subject, JSON.stringify(payload), now, now);
      }
    });
  }

  async claim(kind: string, limit: number, now: number, until: number): Promise<readonly ClaimedDelivery[]> {
    return this.#atOnce(() => {
      const rows = this.#due.all(kind, now, limit);
      if (rows.length === 0) return [];
      const claim = Number(this.#nextClaim.get()?.['last']);
      for (const { number } of rows) this.#claim.run(claim, until, Number(number));
      return rows.map((row) => claimedIn(row, claim));
    });
  }

  async settle({ id, claim }: ClaimedDelivery, now: number): Promise<boolean> {
    return orStoreUnavailable(() => this.#settle.run(now, id, claim, now).changes > 0);
  }

  async putOff({ id, claim }: ClaimedDelivery, dueAt: number, now: number): Promise<boolean> {
    return orStoreUnavailable(() => this.#putOff.run(dueAt, id, claim, now).changes > 0);
  }

  async releaseClaims(now: number): Promise<void> {
    orStoreUnavailable(() => this.#release.run(now));
  }

  async drop(kind: string, subject: string, now: number): Promise<number> {
    return orStoreUnavailable(() => Number(this.#drop.run(now, kind, subject).changes));
  }

  async nextDueAt(kind: string): Promise<number | null> {
    const due = orStoreUnavailable(() => this.#next.get(kind)?.['due']);
    return typeof due === 'number' ? due : null;
  }

  async count(): Promise<number> {
    return orStoreUnavailable(() => Number(this.#count.get()?.['count']));
  }

  #atOnce<Value>(work: () => Value): Value {
    return orStoreUnavailable(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const value = work();
        this.#database.exec('COMMIT');
        return value;
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }
}

const claimedIn = (row: Readonly<Record<string, SQLOutputValue>>, claim: number): ClaimedDelivery => ({
  id: String(row['id']),
  kind: String(row['kind']),
  subject: String(row['subject']),
  payload: JSON.parse(String(row['payload'])) as Json,
  claim,
  attempts: Number(row['attempts']),
  addedAt: Number(row['added']),
});
