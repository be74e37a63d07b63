import { backoffMs, type BackoffPolicy } from '@bookonce/kernel/back-off';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { Cancel } from '@bookonce/kernel/ports/scheduler';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { PostgresConnection } from '../connection.js';

/** History now reaches this position, and the new events are of these categories. */
export interface Appended {
  readonly position: Position;
  readonly categories: ReadonlySet<string>;
}

/** Called with null if events may have been missed. */
type Listener = (appended: Appended | null) => void;

const RETRIES: BackoffPolicy = { firstMs: 100, longestMs: 5_000 };

/**
 * Announces appends to all processes by NOTIFY, one message for several appends. An optimisation: subscriptions also
 * poll, so a lost message only delays them.
 */
export class NotifyListener {
  readonly #listeners = new Set<Listener>();
  #end: (() => void) | null = null;
  #isNotifying = false;
  /** Appends of this process that other processes have not been notified of. */
  readonly #unannounced: Appended[] = [];
  #closed = false;
  #failures = 0;
  #cancelRetry: Cancel | null = null;

  constructor(
    private readonly connection: PostgresConnection,
    /** A name that needs no quoting. */
    private readonly channel: string,
  ) {}

  /** Starts listening, and retries until the server is available. */
  open(): void {
    this.connection
      .listen(
        this.channel,
        (message) => this.#callListeners(read(message)),
        () => this.#openLater(),
      )
      .then(
        (end) => {
          this.#failures = 0;
          this.#end = end;
          if (this.#closed) end();
          // Messages sent before this connection listened are lost.
          this.#callListeners(null);
        },
        () => this.#openLater(),
      );
  }

  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Announces an append of this process. */
  announce(appended: Appended): void {
    this.#callListeners(appended);
    this.#unannounced.push(appended);
    if (!this.#isNotifying) void this.#notifyOthers();
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

  #callListeners(appended: Appended | null): void {
    for (const listener of this.#listeners) listener(appended);
  }

  async #notifyOthers(): Promise<void> {
    this.#isNotifying = true;
    while (this.#unannounced.length > 0 && !this.#closed) {
      const values = [this.channel, write(this.#unannounced.splice(0))];
      await this.connection.query({ name: 'notify', text: 'SELECT pg_notify($1, $2)', values }).catch(() => undefined);
    }
    this.#isNotifying = false;
  }
}

/** Encodes several appends as `<last position> <category>,<category>`. */
const write = (appended: readonly Appended[]): string => {
  const position = appended.reduce((last, one) => (one.position > last ? one.position : last), '');
  return `${position} ${[...new Set(appended.flatMap(({ categories }) => [...categories]))].join(',')}`;
};

const read = (message: string): Appended => {
  const [position = '', categories = ''] = message.split(' ');
  return { position, categories: new Set(categories.split(',')) };
};
