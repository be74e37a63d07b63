import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { Snapshot, Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export class SqliteSnapshots implements Snapshots {
  readonly #load: StatementSync;
  readonly #save: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec('CREATE TABLE IF NOT EXISTS snapshots (stream TEXT PRIMARY KEY, snapshot TEXT NOT NULL)');
    this.#load = database.prepare('SELECT snapshot FROM snapshots WHERE stream = ?');
    this.#save = database.prepare('INSERT OR REPLACE INTO snapshots (stream, snapshot) VALUES (?, ?)');
  }

  async load(stream: StreamName): Promise<Snapshot | null> {
    const row = this.#load.get(stream);
    return row === undefined ? null : (JSON.parse(String(row['snapshot'])) as Snapshot);
  }

  async save(stream: StreamName, snapshot: Snapshot): Promise<void> {
    this.#save.run(stream, JSON.stringify(snapshot));
  }
}
