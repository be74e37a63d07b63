import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { Snapshot, Snapshots } from '@bookonce/kernel/ports/snapshots';

export class MemorySnapshots implements Snapshots {
  readonly #snapshots = new Map<StreamName, string>();

  async load(stream: StreamName): Promise<Snapshot | null> {
    const text = this.#snapshots.get(stream);
    return text === undefined ? null : (JSON.parse(text) as Snapshot);
  }

  async save(stream: StreamName, snapshot: Snapshot): Promise<void> {
    this.#snapshots.set(stream, JSON.stringify(snapshot));
  }
}
