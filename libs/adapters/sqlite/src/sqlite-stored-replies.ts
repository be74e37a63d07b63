import {
  REPLIES_KEPT_MS,
  type ReplyLookup,
  type StoredReplies,
  type StoredReply,
} from '@bookonce/kernel/ports/stored-replies';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { orReadModelsUnavailable } from './lost-disk.js';

/** Answers purged with each new key at the most, so that no single caller pays for all. */
const PURGED_AT_ONCE = 20;

export class SqliteStoredReplies implements StoredReplies {
  readonly #find: StatementSync;
  readonly #begin: StatementSync;
  readonly #complete: StatementSync;
  readonly #abandon: StatementSync;
  readonly #purge: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS answers (
        key TEXT PRIMARY KEY, body TEXT NOT NULL, begun INTEGER NOT NULL, answer TEXT
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS answers_begun ON answers (begun);
    `);
    this.#find = database.prepare('SELECT body, answer FROM answers WHERE key = ? AND begun > ?');
    this.#begin = database.prepare('INSERT OR REPLACE INTO answers (key, body, begun) VALUES (?, ?, ?)');
    this.#complete = database.prepare('UPDATE answers SET answer = ? WHERE key = ?');
    this.#abandon = database.prepare('DELETE FROM answers WHERE key = ? AND answer IS NULL');
    this.#purge = database.prepare(
      'DELETE FROM answers WHERE key IN (SELECT key FROM answers WHERE begun <= ? ORDER BY begun LIMIT ?)',
    );
  }

  async begin(keyHash: string, bodyHash: string, nowMs: number): Promise<ReplyLookup> {
    return orReadModelsUnavailable(() => {
      const row = this.#find.get(keyHash, nowMs - REPLIES_KEPT_MS);
      if (row === undefined) {
        this.#purge.run(nowMs - REPLIES_KEPT_MS, PURGED_AT_ONCE);
        this.#begin.run(keyHash, bodyHash, nowMs);
        return { state: 'unknown' };
      }
      if (row['body'] !== bodyHash) return { state: 'different' };
      if (typeof row['answer'] !== 'string') return { state: 'begun' };
      return { state: 'replied', reply: JSON.parse(row['answer']) as StoredReply };
    });
  }

  async complete(keyHash: string, reply: StoredReply): Promise<void> {
    orReadModelsUnavailable(() => this.#complete.run(JSON.stringify(reply), keyHash));
  }

  async abandon(keyHash: string): Promise<boolean> {
    return orReadModelsUnavailable(() => this.#abandon.run(keyHash).changes) === 1;
  }
}
