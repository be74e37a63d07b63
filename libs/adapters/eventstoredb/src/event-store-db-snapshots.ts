import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { Snapshot, Snapshots } from '@bookonce/kernel/ports/snapshots';
import { MAX_APPEND_BYTES } from '@bookonce/adapter-storage/log/checked-batch';
import type { LatestValues } from './latest-values.js';
import type { StreamNames } from './stream-names.js';

/** What an event is besides its value. */
const AROUND_BYTES = 1_024;

/** One larger than the server takes is not kept: a snapshot is only there to save time. */
export class EventStoreDbSnapshots implements Snapshots {
  constructor(
    private readonly values: LatestValues,
    private readonly names: StreamNames,
  ) {}

  async load(stream: StreamName): Promise<Snapshot | null> {
    return (await this.values.load(this.#stream(stream))) as Snapshot | null;
  }

  async save(stream: StreamName, snapshot: Snapshot): Promise<void> {
    // As text first: the state may change, and the client must not meet what JSON does not know.
    const text = JSON.stringify(snapshot);
    if (Buffer.byteLength(text) > MAX_APPEND_BYTES - AROUND_BYTES) return;
    await this.values.save(this.#stream(stream), 'SnapshotSaved', JSON.parse(text));
  }

  #stream(stream: StreamName): string {
    return this.names.service('snapshot', stream);
  }
}
