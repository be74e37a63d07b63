import { LruCache } from '@bookonce/kernel/lru-cache';
import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.js';

/** Streams whose metadata are known to be set; of the others it is done again, and changes nothing. */
const KNOWN = 10_000;

/** Values that are each the last event of a stream of their own; the server forgets the ones before. */
export class LatestValues {
  readonly #known = new LruCache<true>(KNOWN);

  constructor(private readonly connection: Connection) {}

  /** Null where there is none. */
  async load(stream: string): Promise<unknown> {
    const [last] = await this.connection.readStream(stream, { from: 'end', backwards: true, limit: 1 });
    return last === undefined ? null : (last.data as { readonly value: unknown }).value;
  }

  /** The last counts, whoever saves. */
  async save(stream: string, type: string, value: unknown): Promise<void> {
    if (this.#known.get(stream) === undefined) {
      await this.connection.keepLast(stream, 1);
      this.#known.set(stream, true);
    }
    await this.connection.append(stream, 'any', [{ id: randomUUID(), type, data: { value }, meta: {} }]);
  }
}
