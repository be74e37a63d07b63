import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

interface Arriving {
  readonly mail: Mail;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Closes and opens what must not lie about in clear text: a mail carries the token to manage a booking. */
export interface Sealer {
  seal(name: string, text: string): string;
  /** Throws when it was sealed with another key or under another name. */
  open(name: string, sealed: string): string;
}

/** A mail may wait a little for others to share a transaction with. */
const COLLECT_MS = 10;

const TABLE = `
  CREATE TABLE IF NOT EXISTS mails (number INTEGER PRIMARY KEY, effect TEXT NOT NULL UNIQUE, sealed TEXT);
  CREATE INDEX IF NOT EXISTS mails_waiting ON mails (number) WHERE sealed IS NOT NULL;
`;

/** Effects of which a mail was sent, in the order in which they came. */
export const sentEffects = (database: DatabaseSync): readonly string[] => {
  database.exec(TABLE);
  return database
    .prepare('SELECT effect FROM mails WHERE sealed IS NULL ORDER BY number')
    .all()
    .map((row) => String(row['effect']));
};

/**
 * Mails that are to be sent: they survive a restart, sealed. Of one that was sent the effect stays, so that it is
 * not sent again, whatever is delivered again (I14).
 */
export class SqliteMailQueue {
  readonly #add: StatementSync;
  readonly #next: StatementSync;
  readonly #sent: StatementSync;
  #arriving: Arriving[] = [];

  constructor(
    private readonly database: DatabaseSync,
    private readonly sealer: Sealer,
  ) {
    database.exec(TABLE);
    this.#add = database.prepare('INSERT OR IGNORE INTO mails (effect, sealed) VALUES (?, ?)');
    this.#next = database.prepare('SELECT effect, sealed FROM mails WHERE sealed IS NOT NULL ORDER BY number LIMIT 1');
    this.#sent = database.prepare('UPDATE mails SET sealed = NULL WHERE effect = ?');
  }

  /** Resolves when it is stored; what arrives in one breath shares a transaction. */
  add(mail: Mail): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#arriving.length === 0) setTimeout(() => this.#store(), COLLECT_MS);
      this.#arriving.push({ mail, resolve, reject });
    });
  }

  /** The one that has waited longest; null when there is none. */
  next(): Mail | null {
    const row = this.#next.get();
    if (row === undefined) return null;
    return JSON.parse(this.sealer.open(String(row['effect']), String(row['sealed']))) as Mail;
  }

  sent(effectId: string): void {
    this.#sent.run(effectId);
  }

  #store(): void {
    const arriving = this.#arriving;
    this.#arriving = [];
    try {
      this.database.exec('BEGIN IMMEDIATE');
      for (const { mail } of arriving) {
        this.#add.run(mail.effectId, this.sealer.seal(mail.effectId, JSON.stringify(mail)));
      }
      this.database.exec('COMMIT');
      for (const { resolve } of arriving) resolve();
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      for (const { reject } of arriving) reject(error);
    }
  }
}
