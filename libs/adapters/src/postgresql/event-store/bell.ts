import type { PostgresConnection } from '../connection.js';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

/**
 * Tells every process that something was appended: by NOTIFY, which several appends share. It may be missed, as who
 * follows looks by itself from time to time.
 */
export class Bell {
  readonly #listeners = new Set<() => void>();
  readonly #channel: string;
  #end: (() => void) | null = null;
  #ringing = false;
  #again = false;
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
        () => this.#ring(),
        () => this.#openLater(FIRST_RETRY_MS),
      )
      .then(
        (end) => {
          this.#end = end;
          if (this.#closed) end();
          // What came while nobody listened.
          this.#ring();
        },
        () => this.#openLater(Math.min(retryMs * 2, LONGEST_RETRY_MS)),
      );
  }

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something was appended here. */
  rung(): void {
    this.#ring();
    if (this.#ringing) this.#again = true;
    else void this.#tellOthers();
  }

  close(): void {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#end?.();
  }

  #openLater(ms: number): void {
    if (!this.#closed) this.#retry = setTimeout(() => this.open(ms), ms);
  }

  #ring(): void {
    for (const listener of this.#listeners) listener();
  }

  async #tellOthers(): Promise<void> {
    this.#ringing = true;
    do {
      this.#again = false;
      await this.connection.query({ text: `NOTIFY ${this.#channel}` }).catch(() => undefined);
    } while (this.#again && !this.#closed);
    this.#ringing = false;
  }
}
