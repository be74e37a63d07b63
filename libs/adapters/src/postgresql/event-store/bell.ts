import type { Position } from '@bookonce/kernel/ports/event-store';
import type { PostgresConnection } from '../connection.js';

/** Told that history goes as far as `position`, or only that it may have grown where that is empty. */
type Listener = (position: Position) => void;

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

/**
 * Tells every process that something was appended: by NOTIFY, which several appends share. It may be missed, as who
 * follows looks by itself from time to time.
 */
export class Bell {
  readonly #listeners = new Set<Listener>();
  readonly #channel: string;
  #end: (() => void) | null = null;
  #ringing = false;
  /** The last position that was appended here. */
  #last: Position = '';
  #closed = false;
  #retry: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#channel = `${schema}_appended`;
  }

  /** Begins to listen, now or when the server is there. */
  open(retryMs = FIRST_RETRY_MS): void {
    this.connection
      .listen(
        this.#channel,
        (position) => this.#ring(position),
        () => this.#openLater(FIRST_RETRY_MS),
      )
      .then(
        (end) => {
          this.#end = end;
          if (this.#closed) end();
          // What came while nobody listened.
          this.#ring('');
        },
        () => this.#openLater(Math.min(retryMs * 2, LONGEST_RETRY_MS)),
      );
  }

  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something was appended here, up to this position. */
  rung(position: Position): void {
    this.#ring(position);
    if (position > this.#last) this.#last = position;
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

  #ring(position: Position): void {
    for (const listener of this.#listeners) listener(position);
  }

  async #tellOthers(): Promise<void> {
    this.#ringing = true;
    for (let told = ''; told < this.#last && !this.#closed;) {
      told = this.#last;
      const values = [this.#channel, told];
      await this.connection.query({ name: 'tell', text: 'SELECT pg_notify($1, $2)', values }).catch(() => undefined);
    }
    this.#ringing = false;
  }
}
