import {
  type CalendarPolls,
  type ClaimedPoll,
  NEVER_READ,
  type PollState,
} from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { PostgresConnection } from './connection.js';

export class PostgresCalendarSecrets implements CalendarSecrets {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.calendar_secrets`;
  }

  async put(calendarId: string, sealed: string): Promise<void> {
    const text = `INSERT INTO ${this.#table} VALUES ($1, $2) ON CONFLICT (calendar) DO UPDATE SET sealed = excluded.sealed`;
    await this.connection.query({ text, values: [calendarId, sealed] });
  }

  async get(calendarId: string): Promise<string | null> {
    const text = `SELECT sealed FROM ${this.#table} WHERE calendar = $1`;
    const rows = await this.connection.query<{ sealed: string }>({
      name: 'calendar-secret',
      text,
      values: [calendarId],
    });
    return rows[0]?.sealed ?? null;
  }

  async forget(calendarId: string): Promise<void> {
    await this.connection.query({ text: `DELETE FROM ${this.#table} WHERE calendar = $1`, values: [calendarId] });
  }
}

interface PollRow {
  readonly calendar: string;
  /** Numbers of 64 bits come as text. */
  readonly due: string;
  readonly lease: string;
  readonly state: PollState;
}

/** Polling state that several instances share. */
export class PostgresCalendarPolls implements CalendarPolls {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.calendar_polls`;
  }

  async add(calendarIds: readonly string[], dueAt: number): Promise<void> {
    const text = `INSERT INTO ${this.#table} (calendar, due, state)
                  SELECT calendar, $2::bigint, $3::json FROM unnest($1::text[]) AS added (calendar)
                  ON CONFLICT (calendar) DO NOTHING`;
    await this.connection.query({ text, values: [[...new Set(calendarIds)], dueAt, JSON.stringify(NEVER_READ)] });
  }

  async claimDue(limit: number, now: number, until: number): Promise<readonly ClaimedPoll[]> {
    const text = `UPDATE ${this.#table} SET lease = lease + 1, leased_until = $3, hastened = NULL
                  WHERE calendar IN (
                    SELECT calendar FROM ${this.#table} WHERE due <= $1 AND leased_until <= $1
                    ORDER BY due LIMIT $2 FOR UPDATE SKIP LOCKED
                  )
                  RETURNING calendar, due, lease, state`;
    const rows = await this.connection.query<PollRow>({ name: 'claim-due-polls', text, values: [now, limit, until] });
    return [...rows].sort((one, other) => Number(one.due) - Number(other.due)).map(claimedIn);
  }

  async claim(calendarId: string, now: number, until: number): Promise<ClaimedPoll | null> {
    const text = `UPDATE ${this.#table} SET lease = lease + 1, leased_until = $3, hastened = NULL
                  WHERE calendar = $1 AND leased_until <= $2 RETURNING calendar, due, lease, state`;
    const rows = await this.connection.query<PollRow>({ text, values: [calendarId, now, until] });
    return rows[0] === undefined ? null : claimedIn(rows[0]);
  }

  async settle({ calendarId, lease }: ClaimedPoll, state: PollState, dueAt: number, now: number): Promise<boolean> {
    const text = `UPDATE ${this.#table} SET state = $1, leased_until = 0, due = least($2::bigint, hastened)
                  WHERE calendar = $3 AND lease = $4 AND leased_until > $5 RETURNING calendar`;
    const values = [JSON.stringify(state), dueAt, calendarId, lease, now];
    return (await this.connection.query({ name: 'settle-poll', text, values })).length > 0;
  }

  async hasten(calendarIds: readonly string[], dueAt: number): Promise<void> {
    const text = `UPDATE ${this.#table} SET due = least(due, $2::bigint), hastened = $2 WHERE calendar = ANY($1)`;
    await this.connection.query({ text, values: [calendarIds, dueAt] });
  }

  async states(calendarIds: readonly string[]): Promise<ReadonlyMap<string, PollState>> {
    const text = `SELECT calendar, state FROM ${this.#table} WHERE calendar = ANY($1)`;
    const rows = await this.connection.query<PollRow>({ text, values: [calendarIds] });
    return new Map(rows.map(({ calendar, state }) => [calendar, { ...NEVER_READ, ...state }]));
  }

  async forget(calendarId: string): Promise<void> {
    await this.connection.query({ text: `DELETE FROM ${this.#table} WHERE calendar = $1`, values: [calendarId] });
  }
}

const claimedIn = ({ calendar, lease, state }: PollRow): ClaimedPoll => ({
  calendarId: calendar,
  lease: Number(lease),
  state: { ...NEVER_READ, ...state },
});
