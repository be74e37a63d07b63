import { backoffMs, type BackoffPolicy } from '@bookonce/kernel/back-off';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { Cancel } from '@bookonce/kernel/ports/scheduler';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { PostgresConnection } from '../connection.js';

/** History goes as far as this position, with something of these categories. */
export interface Appended {
  readonly position: Position;
  readonly categories: ReadonlySet<string>;
}

/** Null: it may have grown, nobody knows by what. */
type Listener = (appended: Appended | null) => void;

const RETRIES: BackoffPolicy = { firstMs: 100, longestMs: 5_000 };

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
  #failures = 0;
  #cancelRetry: Cancel | null = null;

  constructor(
    private readonly connection: PostgresConnection,
    /** A name that needs no quoting. */
    private readonly channel: string,
  ) {}

  /** Begins to listen, now or when the server is there. */
  open(): void {
    this.connection
      .listen(
        this.channel,
        (message) => this.#ring(read(message)),
        () => this.#openLater(),
      )
      .then(
        (end) => {
          this.#failures = 0;
          this.#end = end;
          if (this.#closed) end();
          // What came while nobody listened.
          this.#ring(null);
        },
        () => this.#openLater(),
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
    this.#cancelRetry?.();
    this.#end?.();
  }

  #openLater(): void {
    if (this.#closed) return;
    this.#failures += 1;
    this.#cancelRetry = systemScheduler.deadline(backoffMs(RETRIES, this.#failures), () => this.open());
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
