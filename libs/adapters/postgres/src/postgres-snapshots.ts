import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { Snapshot, Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { PostgresConnection } from './connection.js';

export class PostgresSnapshots implements Snapshots {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.snapshots`;
  }

  async load(stream: StreamName): Promise<Snapshot | null> {
    const text = `SELECT snapshot FROM ${this.#table} WHERE stream = $1`;
    const rows = await this.connection.query<{ snapshot: Snapshot }>({ name: 'load-snapshot', text, values: [stream] });
    return rows[0]?.snapshot ?? null;
  }

  async save(stream: StreamName, snapshot: Snapshot): Promise<void> {
    const text = `INSERT INTO ${this.#table} VALUES ($1, $2) ON CONFLICT (stream) DO UPDATE SET snapshot = excluded.snapshot`;
    await this.connection.query({ name: 'save-snapshot', text, values: [stream, JSON.stringify(snapshot)] });
  }
}
