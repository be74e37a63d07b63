import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { EVENTS_FILE } from './schema.js';

const BUSY_LIMIT_MS = 5_000;

/** In the file of the events, so that a copy of one is a copy of both. Open the event store first: it locks the folder. */
export class SqliteHistoryProperties implements HistoryProperties {
  readonly #database: DatabaseSync;
  readonly #get: StatementSync;
  readonly #setOnce: StatementSync;
  readonly #replace: StatementSync;
  readonly #remove: StatementSync;

  constructor(folder: string) {
    this.#database = new DatabaseSync(join(folder, EVENTS_FILE), { timeout: BUSY_LIMIT_MS });
    this.#database.exec('PRAGMA synchronous = FULL');
    this.#database.exec('CREATE TABLE IF NOT EXISTS properties (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
    this.#get = this.#database.prepare('SELECT value FROM properties WHERE name = ?');
    this.#setOnce = this.#database.prepare(
      'INSERT INTO properties (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
    );
    this.#replace = this.#database.prepare('INSERT OR REPLACE INTO properties (name, value) VALUES (?, ?)');
    this.#remove = this.#database.prepare('DELETE FROM properties WHERE name = ?');
  }

  async get(name: string): Promise<string | null> {
    const row = this.#get.get(name);
    return row === undefined ? null : String(row['value']);
  }

  async setOnce(name: string, value: string): Promise<string> {
    this.#setOnce.run(name, value);
    return (await this.get(name)) ?? value;
  }

  async replace(name: string, value: string): Promise<void> {
    this.#replace.run(name, value);
  }

  async remove(name: string): Promise<void> {
    this.#remove.run(name);
  }

  close(): void {
    this.#database.close();
  }
}
