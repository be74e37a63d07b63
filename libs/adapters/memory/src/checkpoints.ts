import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { Position } from '@bookonce/kernel/ports/event-store';

export class MemoryCheckpoints implements Checkpoints {
  readonly #positions = new Map<string, Position>();

  async load(name: string): Promise<Position | null> {
    return this.#positions.get(name) ?? null;
  }

  async save(name: string, position: Position): Promise<void> {
    this.#positions.set(name, position);
  }

  async forget(name: string): Promise<void> {
    this.#positions.delete(name);
  }
}
