import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ServerEvent } from './client.js';
import type { Connection } from './connection.js';
import { positionText, type LogPosition } from './position.js';
import type { StreamNames } from './stream-names.js';

/** The head is usually among the last few events; if not, it may be far back. */
const FIRST_PAGE = 32;
const PAGE = 4_096;

/**
 * Finds the last event of this history by reading backwards from the end of the log, past system events and other
 * installations. Never reads the same part twice.
 */
export class HeadReader {
  #looked: { readonly end: Position; readonly head: Position | null } | null = null;

  constructor(
    private readonly connection: Pick<Connection, 'readAllBackwards'>,
    private readonly names: StreamNames,
  ) {}

  async read(): Promise<Position | null> {
    const known = this.#looked;
    let end: Position | null = null;
    let before: LogPosition | null = null;
    for (let limit = FIRST_PAGE; ; limit = PAGE) {
      const page: readonly ServerEvent[] = await this.connection.readAllBackwards(before, limit);
      const [first] = page;
      const last = page.at(-1);
      if (first === undefined || last === undefined) return end === null ? null : this.#remember(end, null);
      end ??= positionText(first.position);
      const found = page.find(({ stream, type }) => this.names.inProduct(stream) !== null && !type.startsWith('$'));
      if (found !== undefined) return this.#remember(end, positionText(found.position));
      if (known !== null && positionText(last.position) <= known.end) return this.#remember(end, known.head);
      if (page.length < limit) return this.#remember(end, null);
      before = last.position;
    }
  }

  #remember(end: Position, head: Position | null): Position | null {
    this.#looked = { end, head };
    return head;
  }
}
