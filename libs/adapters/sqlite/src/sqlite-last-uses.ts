import type { Instant } from '@bookonce/kernel/json';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { orReadModelsUnavailable } from './lost-disk.js';

export class SqliteLastUses implements LastUses {
  readonly #note: StatementSync;
  readonly #get: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec('CREATE TABLE IF NOT EXISTS last_uses (subject TEXT PRIMARY KEY, at TEXT NOT NULL)');
    this.#note = database.prepare(
      'INSERT INTO last_uses (subject, at) VALUES (?, ?) ON CONFLICT (subject) DO UPDATE SET at = max(at, excluded.at)',
    );
    this.#get = database.prepare('SELECT at FROM last_uses WHERE subject = ?');
  }

  async note(subject: string, at: Instant): Promise<void> {
    orReadModelsUnavailable(() => this.#note.run(subject, at));
  }

  async of(subjects: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    return orReadModelsUnavailable(() => {
      return new Map(
        subjects.flatMap((subject) => {
          const row = this.#get.get(subject);
          return row === undefined ? [] : [[subject, String(row['at'])] as const];
        }),
      );
    });
  }
}
