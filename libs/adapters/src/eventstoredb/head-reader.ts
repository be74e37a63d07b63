import type { Position } from '@bookonce/kernel/ports/event-store';
import type { Connection } from './connection.js';
import { positionText, type LogPosition } from './position.js';
import type { StreamNames } from './stream-names.js';

/** The head is mostly among the last few, and where it is not it may be far back. */
const FIRST_PAGE = 32;
const PAGE = 4_096;

/**
 * Finds the last event of this history: backwards from the end of the log, past what is the server's own or another
 * installation's, and never past what it found the last time.
 */
export class HeadReader {
  #known: Position | null = null;

  constructor(
    private readonly connection: Pick<Connection, 'readAllBackwards'>,
    private readonly names: StreamNames,
  ) {}

  async read(): Promise<Position | null> {
    let before: LogPosition | null = null;
    for (let limit = FIRST_PAGE; ; limit = PAGE) {
      const page = await this.connection.readAllBackwards(before, limit);
      const found = page.find(({ stream, type }) => this.names.inProduct(stream) !== null && !type.startsWith('$'));
      if (found !== undefined) {
        this.#known = positionText(found.position);
        return this.#known;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < limit) return null;
      if (this.#known !== null && positionText(last.position) <= this.#known) return this.#known;
      before = last.position;
    }
  }
}
