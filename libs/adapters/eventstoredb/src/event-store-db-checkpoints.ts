import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { LatestValues } from './latest-values.js';
import type { StreamNames } from './stream-names.js';

export class EventStoreDbCheckpoints implements Checkpoints {
  constructor(
    private readonly values: LatestValues,
    private readonly names: StreamNames,
  ) {}

  async load(name: string): Promise<Position | null> {
    return (await this.values.load(this.#stream(name))) as Position | null;
  }

  async save(name: string, position: Position): Promise<void> {
    await this.values.save(this.#stream(name), 'CheckpointSaved', position);
  }

  async forget(name: string): Promise<void> {
    await this.values.save(this.#stream(name), 'CheckpointForgotten', null);
  }

  #stream(name: string): string {
    return this.names.service('checkpoint', name);
  }
}
