import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';

export class MemoryHistoryProperties implements HistoryProperties {
  readonly #values = new Map<string, string>();

  async get(name: string): Promise<string | null> {
    return this.#values.get(name) ?? null;
  }

  async setOnce(name: string, value: string): Promise<string> {
    const stored = this.#values.get(name) ?? value;
    this.#values.set(name, stored);
    return stored;
  }

  async replace(name: string, value: string): Promise<void> {
    this.#values.set(name, value);
  }

  async remove(name: string): Promise<void> {
    this.#values.delete(name);
  }
}
