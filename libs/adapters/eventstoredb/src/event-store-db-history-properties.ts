import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.js';
import { WrongRevisionError } from './failures.js';
import type { StreamNames } from './stream-names.js';

/** A stream for each property, outside of history; its last event holds the value, or null once it was removed. */
export class EventStoreDbHistoryProperties implements HistoryProperties {
  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
  ) {}

  async get(name: string): Promise<string | null> {
    return (await this.#last(name)).value;
  }

  async setOnce(name: string, value: string): Promise<string> {
    const last = await this.#last(name);
    if (last.value !== null) return last.value;
    try {
      await this.#append(name, last.revision, value);
      return value;
    } catch (error) {
      if (!(error instanceof WrongRevisionError)) throw error;
      return this.setOnce(name, value);
    }
  }

  async replace(name: string, value: string): Promise<void> {
    await this.#append(name, 'any', value);
  }

  async remove(name: string): Promise<void> {
    await this.#append(name, 'any', null);
  }

  async #last(name: string): Promise<{ readonly revision: number; readonly value: string | null }> {
    const read = { from: 'end', backwards: true, limit: 1 } as const;
    const [last] = await this.connection.readStream(this.#stream(name), read);
    if (last === undefined) return { revision: -1, value: null };
    return { revision: last.revision, value: (last.data as { readonly value: string | null }).value };
  }

  async #append(name: string, expected: number | 'any', value: string | null): Promise<void> {
    const event = { id: randomUUID(), type: 'PropertySet', data: { value }, meta: {} };
    await this.connection.append(this.#stream(name), expected, [event]);
  }

  #stream(name: string): string {
    return this.names.service('property', name);
  }
}
