import type { Position } from '@bookonce/kernel/ports/event-store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A checkpoint that moved without a document is stored this often at the most: what it repeats, does nothing. */
const STORE_EVERY_MS = 250;

/** How far each projection is: in memory at once, on the disk with the documents it stands for. */
export class SavedCheckpoints {
  readonly #positions = new Map<string, Position>();
  readonly #unsaved = new Set<string>();
  readonly #save: StatementSync;
  #savedAt = 0;

  constructor(private readonly database: DatabaseSync) {
    database.exec('CREATE TABLE IF NOT EXISTS checkpoints (projection TEXT PRIMARY KEY, position TEXT NOT NULL)');
    for (const row of database.prepare('SELECT projection, position FROM checkpoints').all()) {
      this.#positions.set(String(row['projection']), String(row['position']));
    }
    this.#save = database.prepare(
      'INSERT INTO checkpoints (projection, position) VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
    );
  }

  get(projection: string): Position | null {
    return this.#positions.get(projection) ?? null;
  }

  /** Readers may see it from now on. */
  reached(projection: string, position: Position): void {
    this.#positions.set(projection, position);
  }

  /** Moved without a document: it is stored with the next transaction that comes along. */
  movedOn(projection: string, position: Position): void {
    this.reached(projection, position);
    this.#unsaved.add(projection);
  }

  /** Within a transaction: what must be stored with its documents, and what has waited long enough. */
  store(positions: ReadonlyMap<string, Position>): void {
    for (const [projection, position] of positions) {
      this.#save.run(projection, position);
      this.#unsaved.delete(projection);
    }
    if (this.#unsaved.size > 0 && performance.now() - this.#savedAt > STORE_EVERY_MS) this.storeUnsaved();
  }

  storeUnsaved(): void {
    this.#savedAt = performance.now();
    for (const projection of this.#unsaved) {
      const position = this.#positions.get(projection);
      if (position !== undefined) this.#save.run(projection, position);
    }
    this.#unsaved.clear();
  }

  forget(projection: string): void {
    this.#positions.delete(projection);
    this.#unsaved.delete(projection);
    this.database.prepare('DELETE FROM checkpoints WHERE projection = ?').run(projection);
  }

  forgetAll(): void {
    this.#positions.clear();
    this.#unsaved.clear();
    this.database.exec('DELETE FROM checkpoints');
  }
}
