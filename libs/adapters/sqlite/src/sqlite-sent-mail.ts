import { effectName } from '@bookonce/adapter-mail/message';
import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { InvalidCursorError, type Page } from '@bookonce/kernel/ports/read-models';
import type { SentMail, SentMailFailure, SentMailLog } from '@bookonce/kernel/ports/sent-mail';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { addMissingColumns } from './derived-database.js';

/** Encrypts mails at rest, as they carry tokens to manage bookings. */
export interface Sealer {
  seal(name: string, text: string): string;
  /** Null if the text was sealed with another key or under another name. */
  openOrNull(name: string, sealed: string): string | null;
}

/** Older mails are no longer listed, but their files stay in the folder. */
const MOST_KEPT = 1_000;

/** The table and the name in {@link nameOf} are a storage format: older releases wrote them. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS outbox
    (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workspace TEXT NOT NULL, at TEXT NOT NULL, sealed TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS outbox_of_workspace ON outbox (workspace, number);
`;

/** The parts of a mail that are stored unsealed. */
type Heading = Pick<OutgoingMail, 'effectId' | 'workspaceId' | 'at'>;

type Content = Pick<SentMail, 'to' | 'subject' | 'text'>;

/** Stores mails that were sent for {@link SqliteSentMail} to show; sealed, because mails carry tokens. */
export class SentMailKeeper {
  readonly #keep: StatementSync;
  readonly #keepFailed: StatementSync;
  readonly #forget: StatementSync;

  constructor(
    database: DatabaseSync,
    private readonly sealer: Sealer,
  ) {
    database.exec(TABLE);
    addMissingColumns(database, 'outbox', { failure: 'TEXT' });
    this.#keep = database.prepare(
      `INSERT INTO outbox (id, workspace, at, sealed) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, failure = NULL WHERE failure IS NOT NULL`,
    );
    this.#keepFailed = database.prepare(
      `INSERT OR IGNORE INTO outbox (id, workspace, at, sealed, failure) VALUES (?, ?, ?, '', ?)`,
    );
    this.#forget = database.prepare(
      `DELETE FROM outbox WHERE number <= (SELECT max(number) FROM outbox) - ${MOST_KEPT}`,
    );
  }

  keep(mails: readonly OutgoingMail[]): void {
    for (const { effectId, workspaceId, at, to, subject, text } of mails) {
      const id = effectName(effectId);
      const content: Content = { to: to.email, subject, text };
      this.#keep.run(id, workspaceId, at, this.sealer.seal(nameOf(id), JSON.stringify(content)));
    }
    this.#forget.run();
  }

  keepFailed(mails: readonly Heading[], reason: SentMailFailure): void {
    for (const { effectId, workspaceId, at } of mails)
      this.#keepFailed.run(effectName(effectId), workspaceId, at, reason);
    this.#forget.run();
  }
}

interface Row {
  readonly number: number;
  readonly mail: SentMail;
}

/** Reads sent mail while the mail thread writes it. */
export class SqliteSentMail implements SentMailLog {
  readonly #list: StatementSync;
  readonly #get: StatementSync;

  /** Takes the database that a {@link SentMailKeeper} writes to; read-only is enough. */
  constructor(
    database: DatabaseSync,
    private readonly sealer: Sealer,
  ) {
    this.#list = database.prepare(
      `SELECT number, id, at, sealed, failure FROM outbox
       WHERE workspace = ? AND number < ? ORDER BY number DESC LIMIT ?`,
    );
    this.#get = database.prepare('SELECT number, id, at, sealed, failure FROM outbox WHERE workspace = ? AND id = ?');
  }

  async list(
    workspaceId: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<Omit<SentMail, 'text'>>> {
    const below = cursor === undefined ? Number.MAX_SAFE_INTEGER : numberOf(cursor);
    const rows = this.#list.all(workspaceId, below, limit + 1).map((row) => this.#opened(row));
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(({ mail: { text: _text, ...head } }) => head),
      nextCursor: last === undefined || rows.length <= limit ? null : `${last.number}`,
    };
  }

  async get(workspaceId: string, id: string): Promise<SentMail | null> {
    const row = this.#get.get(workspaceId, id);
    return row === undefined ? null : this.#opened(row).mail;
  }

  #opened(row: Readonly<Record<string, unknown>>): Row {
    const id = String(row['id']);
    const shown = { id, at: String(row['at']) };
    const number = Number(row['number']);
    if (row['failure'] !== null) {
      return { number, mail: { ...shown, state: 'failed', reason: row['failure'] as SentMailFailure } };
    }
    return { number, mail: { ...shown, ...this.#contentOf(id, String(row['sealed'])) } };
  }

  /** Empty if it was sealed with a key that was lost, so that one such mail does not hide the others. */
  #contentOf(id: string, sealed: string): Content {
    const content = this.sealer.openOrNull(nameOf(id), sealed);
    return content === null ? {} : (JSON.parse(content) as Content);
  }
}

const nameOf = (id: string): string => `outbox/${id}`;

const numberOf = (cursor: string): number => {
  if (!/^\d{1,15}$/.test(cursor)) throw new InvalidCursorError('not a cursor of the sent mail');
  return Number(cursor);
};
