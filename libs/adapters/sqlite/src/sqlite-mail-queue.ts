import type { MailQueue, QueuedMail } from '@bookonce/adapter-mail/queue/queued-mailer';
import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { addMissingColumns, openDerivedDatabase } from './derived-database.js';
import { type Sealer, SentMailKeeper } from './sqlite-sent-mail.js';

const FILE = 'mails.db';
const NO_SUBJECT = [null, null, null] as const;
const READ_PATIENCE_MS = 1_000;

const TABLE = `
  CREATE TABLE IF NOT EXISTS mails (number INTEGER PRIMARY KEY, effect TEXT NOT NULL UNIQUE, sealed TEXT);
  CREATE INDEX IF NOT EXISTS mails_waiting ON mails (number) WHERE sealed IS NOT NULL;
`;
/** Null for mails queued by earlier releases. */
const HEADING = { workspace: 'TEXT', at: 'TEXT' };
/** Set for mails that must not go out any more once what they are about is in another state. */
const SUBJECT = { topic: 'TEXT', state: 'TEXT', revision: 'INTEGER' };
const SUBJECT_INDEX =
  'CREATE INDEX IF NOT EXISTS mails_topic ON mails (topic) WHERE sealed IS NOT NULL AND topic IS NOT NULL';

/**
 * Opens the database of a {@link SqliteMailQueue} in a data folder. Commits are durable: the caller goes on in history,
 * so a power failure must not lose the mail alone.
 */
export const openMailsDatabase = (folder: string): DatabaseSync => {
  const database = openDerivedDatabase(folder, FILE);
  database.exec('PRAGMA synchronous = FULL');
  return database;
};

/** Opens the database read-only, while another connection has the queue open. */
export const readMailsDatabase = (folder: string): DatabaseSync =>
  new DatabaseSync(join(folder, FILE), { readOnly: true, timeout: READ_PATIENCE_MS });

/** Returns the effects that a data folder's mails need not be sent for any more, in the order of their numbers. */
export const sentEffects = (folder: string): readonly string[] => {
  if (!existsSync(join(folder, FILE))) return [];
  const database = openMailsDatabase(folder);
  try {
    database.exec(TABLE);
    const rows = database.prepare('SELECT effect FROM mails WHERE sealed IS NULL ORDER BY number').all();
    return rows.map((row) => String(row['effect']));
  } finally {
    database.close();
  }
};

/**
 * Queued mails, sealed, which survive a restart. The effect id of a sent mail is kept, so that a repeated delivery does
 * not send it again (I14). Mails that a person waits for are numbered downwards from -1, the others upwards.
 */
export class SqliteMailQueue implements MailQueue {
  readonly #add: StatementSync;
  readonly #addAwaited: StatementSync;
  readonly #next: StatementSync;
  readonly #nextAwaited: StatementSync;
  readonly #settle: StatementSync;
  readonly #dropUntrue: StatementSync;
  readonly #sentMail: SentMailKeeper;
  /** Effect ids. Every start checks anew, since the key may have come back. */
  readonly #unreadable: readonly string[];

  constructor(
    private readonly database: DatabaseSync,
    private readonly sealer: Sealer,
  ) {
    database.exec(TABLE);
    addMissingColumns(database, 'mails', { ...HEADING, ...SUBJECT });
    database.exec(SUBJECT_INDEX);
    const into = 'INSERT OR IGNORE INTO mails (number, effect, sealed, workspace, at, topic, state, revision) VALUES';
    this.#add = database.prepare(`${into} (NULL, ?, ?, ?, ?, ?, ?, ?)`);
    this.#addAwaited = database.prepare(
      `${into} ((SELECT min(0, coalesce(min(number), 0)) - 1 FROM mails), ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#dropUntrue = database.prepare(
      'UPDATE mails SET sealed = NULL WHERE topic = ? AND sealed IS NOT NULL AND state <> ? AND revision < ?',
    );
    const waiting = `SELECT effect, sealed FROM mails
       WHERE sealed IS NOT NULL AND effect NOT IN (SELECT value FROM json_each(?))`;
    this.#next = database.prepare(`${waiting} AND number >= 0 ORDER BY number LIMIT ?`);
    this.#nextAwaited = database.prepare(`${waiting} AND number < 0 ORDER BY number DESC LIMIT ?`);
    this.#settle = database.prepare('UPDATE mails SET sealed = NULL WHERE effect = ?');
    this.#sentMail = new SentMailKeeper(database, sealer);
    this.#unreadable = this.#listUnreadable();
  }

  get unreadable(): number {
    return this.#unreadable.length;
  }

  add(mails: readonly QueuedMail[]): void {
    this.#atOnce(() => {
      for (const mail of mails) {
        const sealed = this.sealer.seal(mail.effectId, JSON.stringify(mail));
        const add = mail.isAwaited === true ? this.#addAwaited : this.#add;
        const { about } = mail;
        if (about !== undefined) this.#dropUntrue.run(about.topic, about.state, about.revision);
        const subject = about?.mustHold === true ? ([about.topic, about.state, about.revision] as const) : NO_SUBJECT;
        add.run(mail.effectId, sealed, mail.workspaceId, mail.at, ...subject);
      }
    });
  }

  next(limit: number, except: readonly string[]): readonly QueuedMail[] {
    const without = JSON.stringify([...this.#unreadable, ...except]);
    const awaited = this.#nextAwaited.all(without, limit);
    const rows = awaited.length > 0 ? awaited : this.#next.all(without, limit);
    return rows.flatMap((row) => this.#opened(row) ?? []);
  }

  sent(mails: readonly OutgoingMail[]): void {
    this.#atOnce(() => {
      for (const { effectId } of mails) this.#settle.run(effectId);
      this.#sentMail.keep(mails.filter(belongsToWorkspace));
    });
  }

  giveUp({ effectId }: OutgoingMail): void {
    this.#settle.run(effectId);
  }

  #opened(row: Readonly<Record<string, unknown>>): QueuedMail | null {
    const text = this.sealer.openOrNull(String(row['effect']), String(row['sealed']));
    return text === null ? null : (JSON.parse(text) as QueuedMail);
  }

  /** Lists mails that cannot be opened among the sent ones, as failed. The queue keeps their sealed text. */
  #listUnreadable(): readonly string[] {
    const waiting = this.database.prepare('SELECT effect, sealed, workspace, at FROM mails WHERE sealed IS NOT NULL');
    const unreadable: Readonly<Record<string, unknown>>[] = [];
    for (const row of waiting.iterate()) if (this.#opened(row) === null) unreadable.push(row);
    this.#atOnce(() => {
      const headings = unreadable.flatMap(({ effect, workspace, at }) =>
        workspace === null ? [] : [{ effectId: String(effect), workspaceId: String(workspace), at: String(at) }],
      );
      this.#sentMail.keepFailed(headings, 'secretLost');
    });
    return unreadable.map(({ effect }) => String(effect));
  }

  #atOnce(work: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }
}

/** Mails queued by releases that had no list of sent mail lack both fields. */
const belongsToWorkspace = ({ workspaceId, at }: Partial<OutgoingMail>): boolean =>
  workspaceId !== undefined && at !== undefined;
