import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetter, DeadLetters, LetterPlace } from '@bookonce/kernel/ports/dead-letters';
import type { EventPlace, Position, StreamName } from '@bookonce/kernel/ports/event-store';
import type { Snapshot, Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { PostgresConnection } from './connection.js';

/** Names the row of the last event handled, as JSON. A row of its own, which earlier releases leave alone. */
const handledOf = (name: string): string => `${name}/handled`;

export class PostgresCheckpoints implements Checkpoints {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.checkpoints`;
  }

  async load(name: string): Promise<Position | null> {
    const text = `SELECT position FROM ${this.#table} WHERE name = $1`;
    const rows = await this.connection.query<{ position: string }>({ name: 'load-checkpoint', text, values: [name] });
    return rows[0]?.position ?? null;
  }

  async handled(name: string): Promise<EventPlace | null> {
    const text = await this.load(handledOf(name));
    return text === null || text === '' ? null : (JSON.parse(text) as EventPlace);
  }

  async save(name: string, position: Position, handled: EventPlace | null = null): Promise<void> {
    const text = `INSERT INTO ${this.#table} VALUES ($1, $2), ($3, $4)
                  ON CONFLICT (name) DO UPDATE SET position = excluded.position`;
    const values = [name, position, handledOf(name), handled === null ? '' : JSON.stringify(handled)];
    await this.connection.query({ name: 'save-checkpoint', text, values });
  }

  async forget(name: string): Promise<void> {
    const text = `DELETE FROM ${this.#table} WHERE name IN ($1, $2)`;
    await this.connection.query({ text, values: [name, handledOf(name)] });
  }
}

export class PostgresSnapshots implements Snapshots {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.snapshots`;
  }

  async load(stream: StreamName): Promise<Snapshot | null> {
    const text = `SELECT snapshot FROM ${this.#table} WHERE stream = $1`;
    const rows = await this.connection.query<{ snapshot: Snapshot }>({ name: 'load-snapshot', text, values: [stream] });
    return rows[0]?.snapshot ?? null;
  }

  async save(stream: StreamName, snapshot: Snapshot): Promise<void> {
    const text = `INSERT INTO ${this.#table} VALUES ($1, $2) ON CONFLICT (stream) DO UPDATE SET snapshot = excluded.snapshot`;
    await this.connection.query({ name: 'save-snapshot', text, values: [stream, JSON.stringify(snapshot)] });
  }
}

/** Before every letter. */
const FIRST: LetterPlace = { at: '', id: '' };

export class PostgresDeadLetters implements DeadLetters {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.dead_letters`;
  }

  async add(letter: DeadLetter): Promise<void> {
    const text = `INSERT INTO ${this.#table} VALUES ($1, $2, $3)
                  ON CONFLICT (id) DO UPDATE SET at = excluded.at, letter = excluded.letter`;
    await this.connection.query({ text, values: [letter.id, letter.at, JSON.stringify(letter)] });
  }

  async list(limit: number, { at, id }: LetterPlace = FIRST): Promise<readonly DeadLetter[]> {
    const text = `SELECT letter FROM ${this.#table} WHERE (at, id) > ($1, $2) ORDER BY at, id LIMIT $3`;
    const rows = await this.connection.query<{ letter: DeadLetter }>({ text, values: [at, id, limit] });
    return rows.map(({ letter }) => letter);
  }

  async find(id: string): Promise<DeadLetter | null> {
    const text = `SELECT letter FROM ${this.#table} WHERE id = $1`;
    const [row] = await this.connection.query<{ letter: DeadLetter }>({ text, values: [id] });
    return row?.letter ?? null;
  }

  async count(): Promise<number> {
    const rows = await this.connection.query<{ count: string }>({ text: `SELECT count(*) FROM ${this.#table}` });
    return Number(rows[0]?.count ?? 0);
  }

  async remove(id: string): Promise<void> {
    await this.connection.query({ text: `DELETE FROM ${this.#table} WHERE id = $1`, values: [id] });
  }
}
