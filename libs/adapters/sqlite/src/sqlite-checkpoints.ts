import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export class SqliteCheckpoints implements Checkpoints {
  readonly #load: StatementSync;
  readonly #save: StatementSync;
  readonly #forget: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec('CREATE TABLE IF NOT EXISTS effect_checkpoints (name TEXT PRIMARY KEY, position TEXT NOT NULL)');
    this.#load = database.prepare('SELECT position FROM effect_checkpoints WHERE name = ?');
    this.#save = database.prepare('INSERT OR REPLACE INTO effect_checkpoints (name, position) VALUES (?, ?)');
    this.#forget = database.prepare('DELETE FROM effect_checkpoints WHERE name = ?');
  }

  async load(name: string): Promise<Position | null> {
    const row = this.#load.get(name);
    return row === undefined ? null : String(row['position']);
  }

  async save(name: string, position: Position): Promise<void> {
    this.#save.run(name, position);
  }

  async forget(name: string): Promise<void> {
    this.#forget.run(name);
  }
}
