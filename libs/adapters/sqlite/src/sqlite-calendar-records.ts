import { LruCache } from '@bookonce/kernel/lru-cache';
import {
  type ClaimedPoll,
  NEVER_READ,
  type PollState,
  type UnsharedCalendarPolls,
} from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { orStoreUnavailable } from './lost-disk.js';

export class SqliteCalendarSecrets implements CalendarSecrets {
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #forget: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec('CREATE TABLE IF NOT EXISTS calendar_secrets (calendar TEXT PRIMARY KEY, sealed TEXT NOT NULL)');
    this.#put = database.prepare('INSERT OR REPLACE INTO calendar_secrets (calendar, sealed) VALUES (?, ?)');
    this.#get = database.prepare('SELECT sealed FROM calendar_secrets WHERE calendar = ?');
    this.#forget = database.prepare('DELETE FROM calendar_secrets WHERE calendar = ?');
  }

  async put(calendarId: string, sealed: string): Promise<void> {
    orStoreUnavailable(() => this.#put.run(calendarId, sealed));
  }

  async get(calendarId: string): Promise<string | null> {
    return orStoreUnavailable(() => {
      const row = this.#get.get(calendarId);
      return row === undefined ? null : String(row['sealed']);
    });
  }

  async forget(calendarId: string): Promise<void> {
    orStoreUnavailable(() => this.#forget.run(calendarId));
  }
}

/** `hastened`: when it was made due during the present lease. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS calendar_polls (
    calendar TEXT PRIMARY KEY,
    due INTEGER NOT NULL,
    hastened INTEGER,
    lease INTEGER NOT NULL DEFAULT 0,
    leased_until INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS calendar_polls_due ON calendar_polls (due);
`;

const CLAIM = 'UPDATE calendar_polls SET lease = lease + 1, leased_until = ?, hastened = NULL';

/** States that are asked for with every booking are kept in memory, except for long ones, of accounts with many events. */
const MOST_REMEMBERED = 2_000;
const LONGEST_REMEMBERED = 4_000;

/** Polling state in the database of one process. */
export class SqliteCalendarPolls implements UnsharedCalendarPolls {
  readonly #add: StatementSync;
  readonly #due: StatementSync;
  readonly #claim: StatementSync;
  readonly #settle: StatementSync;
  readonly #hasten: StatementSync;
  readonly #release: StatementSync;
  readonly #state: StatementSync;
  readonly #forget: StatementSync;
  readonly #remembered = new LruCache<PollState>(MOST_REMEMBERED);

  constructor(private readonly database: DatabaseSync) {
    database.exec(TABLE);
    this.#add = database.prepare('INSERT OR IGNORE INTO calendar_polls (calendar, due, state) VALUES (?, ?, ?)');
    this.#due = database.prepare(
      'SELECT calendar FROM calendar_polls WHERE due <= ? AND leased_until <= ? ORDER BY due LIMIT ?',
    );
    this.#claim = database.prepare(`${CLAIM} WHERE calendar = ? AND leased_until <= ? RETURNING lease, state`);
    this.#settle = database.prepare(
      `UPDATE calendar_polls SET state = ?1, leased_until = 0, due = min(?2, coalesce(hastened, ?2))
       WHERE calendar = ?3 AND lease = ?4 AND leased_until > ?5`,
    );
    this.#hasten = database.prepare('UPDATE calendar_polls SET due = min(due, ?1), hastened = ?1 WHERE calendar = ?2');
    this.#release = database.prepare(
      'UPDATE calendar_polls SET leased_until = 0, due = min(due, ?) WHERE leased_until > 0',
    );
    this.#state = database.prepare('SELECT state FROM calendar_polls WHERE calendar = ?');
    this.#forget = database.prepare('DELETE FROM calendar_polls WHERE calendar = ?');
  }

  async add(calendarIds: readonly string[], dueAt: number): Promise<void> {
    const state = JSON.stringify(NEVER_READ);
    this.#atOnce(() => {
      for (const id of calendarIds) this.#add.run(id, dueAt, state);
    });
  }

  async claimDue(limit: number, now: number, until: number): Promise<readonly ClaimedPoll[]> {
    return this.#atOnce(() =>
      this.#due.all(now, now, limit).flatMap((row) => this.#claimed(String(row['calendar']), now, until)),
    );
  }

  async claim(calendarId: string, now: number, until: number): Promise<ClaimedPoll | null> {
    return orStoreUnavailable(() => this.#claimed(calendarId, now, until)[0] ?? null);
  }

  async settle({ calendarId, lease }: ClaimedPoll, state: PollState, dueAt: number, now: number): Promise<boolean> {
    this.#remembered.delete(calendarId);
    return orStoreUnavailable(() => this.#settle.run(JSON.stringify(state), dueAt, calendarId, lease, now).changes > 0);
  }

  async hasten(calendarIds: readonly string[], dueAt: number): Promise<void> {
    this.#atOnce(() => {
      for (const id of calendarIds) this.#hasten.run(dueAt, id);
    });
  }

  async releaseLeases(now: number): Promise<void> {
    orStoreUnavailable(() => this.#release.run(now));
  }

  async states(calendarIds: readonly string[]): Promise<ReadonlyMap<string, PollState>> {
    return orStoreUnavailable(
      () =>
        new Map(
          calendarIds.flatMap((id) => {
            const state = this.#remembered.get(id) ?? this.#stored(id);
            return state === null ? [] : [[id, state] as const];
          }),
        ),
    );
  }

  async forget(calendarId: string): Promise<void> {
    this.#remembered.delete(calendarId);
    orStoreUnavailable(() => this.#forget.run(calendarId));
  }

  #stored(calendarId: string): PollState | null {
    const row = this.#state.get(calendarId);
    if (row === undefined) return null;
    const state = stateIn(row);
    if (String(row['state']).length <= LONGEST_REMEMBERED) this.#remembered.set(calendarId, state);
    return state;
  }

  #claimed(calendarId: string, now: number, until: number): readonly ClaimedPoll[] {
    const row = this.#claim.get(until, calendarId, now);
    return row === undefined ? [] : [{ calendarId, lease: Number(row['lease']), state: stateIn(row) }];
  }

  #atOnce<Value>(work: () => Value): Value {
    return orStoreUnavailable(() => {
      this.database.exec('BEGIN IMMEDIATE');
      try {
        const value = work();
        this.database.exec('COMMIT');
        return value;
      } catch (error) {
        if (this.database.isTransaction) this.database.exec('ROLLBACK');
        throw error;
      }
    });
  }
}

const stateIn = (row: Readonly<Record<string, unknown>>): PollState => ({
  ...NEVER_READ,
  ...(JSON.parse(String(row['state'])) as PollState),
});
