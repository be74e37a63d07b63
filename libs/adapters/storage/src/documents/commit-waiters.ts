import type { Position } from '@bookonce/kernel/ports/event-store';

interface Waiter {
  readonly projections: readonly string[];
  readonly position: Position;
  readonly settle: (reached: boolean) => void;
}

/** Readers that wait for a write to show: woken by the commit that shows it, never by polling. */
export class CommitWaiters {
  readonly #waiters = new Set<Waiter>();

  constructor(private readonly checkpointOf: (projection: string) => Position | null) {}

  /** Called after each commit. */
  committed(): void {
    for (const waiter of this.#waiters) {
      if (this.#isReached(waiter)) waiter.settle(true);
    }
  }

  wait(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    if (this.#isReached({ projections, position })) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timeout = setTimeout(() => waiter.settle(false), timeoutMs);
      const waiter: Waiter = {
        projections,
        position,
        settle: (reached) => {
          clearTimeout(timeout);
          this.#waiters.delete(waiter);
          resolve(reached);
        },
      };
      this.#waiters.add(waiter);
    });
  }

  /** Nothing will be committed any more. */
  close(): void {
    for (const waiter of this.#waiters) waiter.settle(false);
  }

  #isReached({ projections, position }: Pick<Waiter, 'projections' | 'position'>): boolean {
    return projections.every((projection) => (this.checkpointOf(projection) ?? '') >= position);
  }
}
