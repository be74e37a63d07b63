import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { PostgresConnection } from './connection.js';

export class PostgresCheckpoints implements Checkpoints {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.checkpoints`;
  }

  async load(name: string): Promise<Position | null> {
    const text = `SELECT position FROM ${this.#table} WHERE name = $1`;
    const rows = await this.connection.query<{ position: string }>({ name: 'load-checkpoint', text, values: [name] });
    return rows[0]?.position ?? null;
  }

  async save(name: string, position: Position): Promise<void> {
    const text = `INSERT INTO ${this.#table} VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET position = excluded.position`;
    await this.connection.query({ name: 'save-checkpoint', text, values: [name, position] });
  }

  async forget(name: string): Promise<void> {
    await this.connection.query({ text: `DELETE FROM ${this.#table} WHERE name = $1`, values: [name] });
  }
}
