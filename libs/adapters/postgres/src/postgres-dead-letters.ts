import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { PostgresConnection } from './connection.js';

export class PostgresDeadLetters implements DeadLetters {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.dead_letters`;
  }

  async add(letter: DeadLetter): Promise<void> {
    const text = `INSERT INTO ${this.#table} VALUES ($1, $2, $3)
                  ON CONFLICT (id) DO UPDATE SET at = excluded.at, letter = excluded.letter`;
    await this.connection.query({ text, values: [letter.id, letter.at, JSON.stringify(letter)] });
  }

  async list(limit: number): Promise<readonly DeadLetter[]> {
    const text = `SELECT letter FROM ${this.#table} ORDER BY at, id LIMIT $1`;
    const rows = await this.connection.query<{ letter: DeadLetter }>({ text, values: [limit] });
    return rows.map(({ letter }) => letter);
  }

  async count(): Promise<number> {
    const rows = await this.connection.query<{ count: string }>({ text: `SELECT count(*) FROM ${this.#table}` });
    return Number(rows[0]?.count ?? 0);
  }

  async remove(id: string): Promise<void> {
    await this.connection.query({ text: `DELETE FROM ${this.#table} WHERE id = $1`, values: [id] });
  }
}
