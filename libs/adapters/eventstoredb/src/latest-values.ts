import { MAX_APPEND_BYTES } from '@bookonce/adapter-storage/log/batch';
import { LruCache } from '@bookonce/kernel/lru-cache';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { EventPlace, Position, StreamName } from '@bookonce/kernel/ports/event-store';
import type { Snapshot, Snapshots } from '@bookonce/kernel/ports/snapshots';
import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.js';
import type { StreamNames } from './stream-names.js';

/** Streams with metadata known to be set. For others it is set again, which changes nothing. */
const KNOWN = 10_000;

/** Values that are the last event of their own stream; the server drops earlier ones. */
export class LatestValues {
  readonly #known = new LruCache<true>(KNOWN);

  constructor(private readonly connection: Connection) {}

  /** Null if nothing was saved. */
  async load(stream: string): Promise<unknown> {
    const [last] = await this.connection.readStream(stream, { from: 'end', backwards: true, limit: 1 });
    return last === undefined ? null : (last.data as { readonly value: unknown }).value;
  }

  /** Null if nothing was saved beside the value. */
  async beside(stream: string): Promise<unknown> {
    const [last] = await this.connection.readStream(stream, { from: 'end', backwards: true, limit: 1 });
    return (last?.data as { readonly beside?: unknown } | undefined)?.beside ?? null;
  }

  /** The last write wins. `beside` is stored with the value; earlier releases ignore it. */
  async save(stream: string, type: string, value: unknown, beside: unknown = null): Promise<void> {
    if (this.#known.get(stream) === undefined) {
      await this.connection.keepLast(stream, 1);
      this.#known.set(stream, true);
    }
    await this.connection.append(stream, 'any', [{ id: randomUUID(), type, data: { value, beside }, meta: {} }]);
  }
}

export class EventStoreDbCheckpoints implements Checkpoints {
  constructor(
    private readonly values: LatestValues,
    private readonly names: StreamNames,
  ) {}

  async load(name: string): Promise<Position | null> {
    return (await this.values.load(this.#stream(name))) as Position | null;
  }

  async handled(name: string): Promise<EventPlace | null> {
    return (await this.values.beside(this.#stream(name))) as EventPlace | null;
  }

  async save(name: string, position: Position, handled: EventPlace | null = null): Promise<void> {
    await this.values.save(this.#stream(name), 'CheckpointSaved', position, handled);
  }

  async forget(name: string): Promise<void> {
    await this.values.save(this.#stream(name), 'CheckpointForgotten', null);
  }

  #stream(name: string): string {
    return this.names.service('checkpoint', name);
  }
}

/** The metadata of a snapshot's event. */
const AROUND_BYTES = 1_024;

/**
 * Snapshots that exceed the server's limit are dropped, because they only save time: `onDropped` is called with the stream
 * and the size in bytes.
 */
export class EventStoreDbSnapshots implements Snapshots {
  constructor(
    private readonly values: LatestValues,
    private readonly names: StreamNames,
    private readonly onDropped: (stream: StreamName, bytes: number) => void = () => undefined,
  ) {}

  async load(stream: StreamName): Promise<Snapshot | null> {
    return (await this.values.load(this.#stream(stream))) as Snapshot | null;
  }

  async save(stream: StreamName, snapshot: Snapshot): Promise<void> {
    // Serialised first, because the state may change meanwhile, and so that the client only sees JSON values.
    const text = JSON.stringify(snapshot);
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_APPEND_BYTES - AROUND_BYTES) return this.onDropped(stream, bytes);
    await this.values.save(this.#stream(stream), 'SnapshotSaved', JSON.parse(text));
  }

  #stream(stream: StreamName): string {
    return this.names.service('snapshot', stream);
  }
}
