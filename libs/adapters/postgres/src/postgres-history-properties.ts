import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import type { PostgresConnection } from './connection.js';

export class PostgresHistoryProperties implements HistoryProperties {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.properties`;
  }

  async get(name: string): Promise<string | null> {
    const text = `SELECT value FROM ${this.#table} WHERE name = $1`;
    const rows = await this.connection.query<{ value: string }>({ text, values: [name] });
    return rows[0]?.value ?? null;
  }

  async setOnce(name: string, value: string): Promise<string> {
    // A concurrent insert of the same name waits for the first one, and the update returns what that has stored.
    const text = `INSERT INTO ${this.#table} AS stored VALUES ($1, $2)
                  ON CONFLICT (name) DO UPDATE SET value = stored.value RETURNING value`;
    const rows = await this.connection.query<{ value: string }>({ text, values: [name, value] });
    return rows[0]?.value ?? value;
  }

  async replace(name: string, value: string): Promise<void> {
    const text = `INSERT INTO ${this.#table} VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
    await this.connection.query({ text, values: [name, value] });
  }

  async remove(name: string): Promise<void> {
    await this.connection.query({ text: `DELETE FROM ${this.#table} WHERE name = $1`, values: [name] });
  }
}
