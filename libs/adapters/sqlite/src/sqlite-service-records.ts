import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetter, DeadLetters, LetterPlace } from '@bookonce/kernel/ports/dead-letters';
import type { EventPlace, Position, StreamName } from '@bookonce/kernel/ports/event-store';
import type { Snapshot, Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { addMissingColumns } from './derived-database.js';
import { orStoreUnavailable } from './lost-disk.js';

/** The last event handled, as JSON. Null in checkpoints of earlier releases. */
const HANDLED = { handled: 'TEXT' };

export class SqliteCheckpoints implements Checkpoints {
  readonly #load: StatementSync;
  readonly #save: StatementSync;
  readonly #forget: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec('CREATE TABLE IF NOT EXISTS effect_checkpoints (name TEXT PRIMARY KEY, position TEXT NOT NULL)');
    addMissingColumns(database, 'effect_checkpoints', HANDLED);
    this.#load = database.prepare('SELECT position, handled FROM effect_checkpoints WHERE name = ?');
    this.#save = database.prepare(
      'INSERT OR REPLACE INTO effect_checkpoints (name, position, handled) VALUES (?, ?, ?)',
    );
    this.#forget = database.prepare('DELETE FROM effect_checkpoints WHERE name = ?');
  }

  async load(name: string): Promise<Position | null> {
    return orStoreUnavailable(() => {
      const row = this.#load.get(name);
      return row === undefined ? null : String(row['position']);
    });
  }

  async handled(name: string): Promise<EventPlace | null> {
    return orStoreUnavailable(() => {
      const handled = this.#load.get(name)?.['handled'];
      return typeof handled === 'string' ? (JSON.parse(handled) as EventPlace) : null;
    });
  }

  async save(name: string, position: Position, handled: EventPlace | null = null): Promise<void> {
    orStoreUnavailable(() => this.#save.run(name, position, handled === null ? null : JSON.stringify(handled)));
  }

  async forget(name: string): Promise<void> {
    orStoreUnavailable(() => this.#forget.run(name));
  }
}

export class SqliteSnapshots implements Snapshots {
  readonly #load: StatementSync;
  readonly #save: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec('CREATE TABLE IF NOT EXISTS snapshots (stream TEXT PRIMARY KEY, snapshot TEXT NOT NULL)');
    this.#load = database.prepare('SELECT snapshot FROM snapshots WHERE stream = ?');
    this.#save = database.prepare('INSERT OR REPLACE INTO snapshots (stream, snapshot) VALUES (?, ?)');
  }

  async load(stream: StreamName): Promise<Snapshot | null> {
    return orStoreUnavailable(() => {
      const row = this.#load.get(stream);
      return row === undefined ? null : (JSON.parse(String(row['snapshot'])) as Snapshot);
    });
  }

  async save(stream: StreamName, snapshot: Snapshot): Promise<void> {
    orStoreUnavailable(() => this.#save.run(stream, JSON.stringify(snapshot)));
  }
}

/** Before every letter. */
const FIRST: LetterPlace = { at: '', id: '' };

const letterOf = (row: Record<string, unknown>): DeadLetter => JSON.parse(String(row['letter'])) as DeadLetter;

export class SqliteDeadLetters implements DeadLetters {
  readonly #add: StatementSync;
  readonly #list: StatementSync;
  readonly #find: StatementSync;
  readonly #count: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(
      'CREATE TABLE IF NOT EXISTS dead_letters (id TEXT PRIMARY KEY, at TEXT NOT NULL, letter TEXT NOT NULL)',
    );
    this.#add = database.prepare('INSERT OR REPLACE INTO dead_letters (id, at, letter) VALUES (?, ?, ?)');
    this.#list = database.prepare('SELECT letter FROM dead_letters WHERE (at, id) > (?, ?) ORDER BY at, id LIMIT ?');
    this.#find = database.prepare('SELECT letter FROM dead_letters WHERE id = ?');
    this.#count = database.prepare('SELECT count(*) AS count FROM dead_letters');
    this.#remove = database.prepare('DELETE FROM dead_letters WHERE id = ?');
  }

  async add(letter: DeadLetter): Promise<void> {
    orStoreUnavailable(() => this.#add.run(letter.id, letter.at, JSON.stringify(letter)));
  }

  async list(limit: number, { at, id }: LetterPlace = FIRST): Promise<readonly DeadLetter[]> {
    return orStoreUnavailable(() => this.#list.all(at, id, limit).map(letterOf));
  }

  async find(id: string): Promise<DeadLetter | null> {
    return orStoreUnavailable(() => {
      const row = this.#find.get(id);
      return row === undefined ? null : letterOf(row);
    });
  }

  async count(): Promise<number> {
    return orStoreUnavailable(() => Number(this.#count.get()?.['count']));
  }

  async remove(id: string): Promise<void> {
    orStoreUnavailable(() => this.#remove.run(id));
  }
}
