import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export class SqliteDeadLetters implements DeadLetters {
  readonly #add: StatementSync;
  readonly #list: StatementSync;
  readonly #count: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(
      'CREATE TABLE IF NOT EXISTS dead_letters (id TEXT PRIMARY KEY, at TEXT NOT NULL, letter TEXT NOT NULL)',
    );
    this.#add = database.prepare('INSERT OR REPLACE INTO dead_letters (id, at, letter) VALUES (?, ?, ?)');
    this.#list = database.prepare('SELECT letter FROM dead_letters ORDER BY at, id LIMIT ?');
    this.#count = database.prepare('SELECT count(*) AS count FROM dead_letters');
    this.#remove = database.prepare('DELETE FROM dead_letters WHERE id = ?');
  }

  async add(letter: DeadLetter): Promise<void> {
    this.#add.run(letter.id, letter.at, JSON.stringify(letter));
  }

  async list(limit: number): Promise<readonly DeadLetter[]> {
    return this.#list.all(limit).map((row) => JSON.parse(String(row['letter'])) as DeadLetter);
  }

  async count(): Promise<number> {
    return Number(this.#count.get()?.['count']);
  }

  async remove(id: string): Promise<void> {
    this.#remove.run(id);
  }
}
