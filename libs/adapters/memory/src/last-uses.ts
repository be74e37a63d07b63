import type { Instant } from '@bookonce/kernel/json';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';

export class MemoryLastUses implements LastUses {
  readonly #uses = new Map<string, Instant>();

  async note(subject: string, at: Instant): Promise<void> {
    if (at > (this.#uses.get(subject) ?? '')) this.#uses.set(subject, at);
  }

  async of(subjects: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    return new Map(
      subjects.flatMap((subject) => {
        const at = this.#uses.get(subject);
        return at === undefined ? [] : [[subject, at] as const];
      }),
    );
  }
}
