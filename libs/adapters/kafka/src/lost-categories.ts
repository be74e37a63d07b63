import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { categoryOf, type StreamName } from '@bookonce/kernel/ports/event-store';

/**
 * Categories whose topic was deleted while this ran. Nothing is published to one until its publisher has been told:
 * the first event on the new topic would make it look as if the ones before had been published too (I16).
 */
export class LostCategories {
  readonly #lost = new Set<string>();

  add(category: string): void {
    this.#lost.add(category);
  }

  /** Throws {@link BusUnavailableError} where the stream's category is lost. */
  check(stream: StreamName): void {
    if (this.#lost.size === 0) return;
    const category = categoryOf(stream);
    if (this.#lost.has(category)) throw new BusUnavailableError(`the topic of ${category} events was deleted`);
  }

  /** Tells which are lost, once: whoever asks sees to it that they are published again. */
  take(): readonly string[] {
    const lost = [...this.#lost];
    this.#lost.clear();
    return lost;
  }
}
