import type { Position } from '@bookonce/kernel/ports/event-store';
import type { PostgresConnection } from '../connection.js';

/** History goes as far as this position, with something of these categories. */
export interface Appended {
  readonly position: Position;
  readonly categories: ReadonlySet<string>;
}

/** Null: it may have grown, nobody knows by what. */
type Listener = (appended: Appended | null) => void;

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

/**
 * Tells every process that something was appended: by NOTIFY, which several appends share. It may be missed, as who
 * follows looks by itself from time to time.
 */
export class Bell {
  readonly #listeners = new Set<Listener>();
  #end: (() => void) | null = null;
  #ringing = false;
  /** What was appended here and nobody else was told of. */
  readonly #untold: Appended[] = [];
  #closed = false;
  #retry: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly connection: PostgresConnection,
    /** A name that needs no quoting. */
    private readonly channel: string,
  ) {}

  /** Begins to listen, now or when the server is there. */
  open(retryMs = FIRST_RETRY_MS): void {
    this.connection
      .listen(
        this.channel,
        (message) => this.#ring(read(message)),
        () => this.#openLater(FIRST_RETRY_MS),
      )
      .then(
        (end) => {
          this.#end = end;
          if (this.#closed) end();
          // What came while nobody listened.
          this.#ring(null);
        },
        () => this.#openLater(Math.min(retryMs * 2, LONGEST_RETRY_MS)),
      );
  }

  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something was appended here. */
  rung(appended: Appended): void {
    this.#ring(appended);
    this.#untold.push(appended);
    if (!this.#ringing) void this.#tellOthers();
  }

  close(): void {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#end?.();
  }

  #openLater(ms: number): void {
    if (!this.#closed) this.#retry = setTimeout(() => this.open(ms), ms);
  }

  #ring(appended: Appended | null): void {
    for (const listener of this.#listeners) listener(appended);
  }

  async #tellOthers(): Promise<void> {
    this.#ringing = true;
    while (this.#untold.length > 0 && !this.#closed) {
      const values = [this.channel, write(this.#untold.splice(0))];
      await this.connection.query({ name: 'tell', text: 'SELECT pg_notify($1, $2)', values }).catch(() => undefined);
    }
    this.#ringing = false;
  }
}

/** `<position> <category>,<category>`, of several appends as one. */
const write = (appended: readonly Appended[]): string => {
  const position = appended.reduce((last, one) => (one.position > last ? one.position : last), '');
  return `${position} ${[...new Set(appended.flatMap(({ categories }) => [...categories]))].join(',')}`;
};

const read = (message: string): Appended => {
  const [position = '', categories = ''] = message.split(' ');
  return { position, categories: new Set(categories.split(',')) };
};
