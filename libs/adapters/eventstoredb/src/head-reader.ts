import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ServerEvent } from './client.js';
import type { Connection } from './connection.js';
import { originOf } from './event-origin.js';
import { positionText, type LogPosition } from './position.js';
import type { StreamNames } from './stream-names.js';

/** The head is usually among the last few events; if not, it may be far back. */
const FIRST_PAGE = 32;
const PAGE = 4_096;

/** Where the log and this history end; null if there is nothing. */
export interface LogEnd {
  readonly end: Position | null;
  /** The last event of this history. */
  readonly head: Position | null;
}

/**
 * Finds the last event of this history by reading backwards from the end of the log, past system events and what
 * others wrote. Never reads the same part twice.
 */
export class HeadReader {
  #looked: LogEnd | null = null;

  constructor(
    private readonly connection: Pick<Connection, 'readAllBackwards'>,
    private readonly names: StreamNames,
  ) {}

  async read(): Promise<LogEnd> {
    let known = this.#looked;
    let end: Position | null = null;
    let before: LogPosition | null = null;
    for (let limit = FIRST_PAGE; ; limit = PAGE) {
      const page: readonly ServerEvent[] = await this.connection.readAllBackwards(before, limit);
      const [first] = page;
      const last = page.at(-1);
      if (first === undefined || last === undefined) return this.#remember(end, null);
      end ??= positionText(first.position);
      // The server was restored from a backup, and has lost the end that was known.
      if (known !== null && end < (known.end ?? '')) known = null;
      const found = page.find((event) => originOf(event, this.names).kind === 'own');
      if (found !== undefined) return this.#remember(end, positionText(found.position));
      if (known !== null && positionText(last.position) <= (known.end ?? '')) return this.#remember(end, known.head);
      if (page.length < limit) return this.#remember(end, null);
      before = last.position;
    }
  }

  #remember(end: Position | null, head: Position | null): LogEnd {
    this.#looked = { end, head };
    return this.#looked;
  }
}
