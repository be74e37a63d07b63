import type { Position } from '@bookonce/kernel/ports/event-store';
import type { View } from '@bookonce/kernel/ports/read-models';

interface Waiter {
  readonly views: readonly View[];
  readonly position: Position;
  readonly settle: (reached: boolean) => void;
}

/** Readers waiting for a position, woken by the commit that reaches it instead of polling. */
export class CommitWaiters {
  readonly #waiters = new Set<Waiter>();

  constructor(private readonly checkpointOf: (viewKey: string) => Position | null) {}

  /** Called after each commit. */
  committed(): void {
    for (const waiter of this.#waiters) {
      if (this.#isReached(waiter)) waiter.settle(true);
    }
  }

  wait(views: readonly View[], position: Position, timeoutMs: number): Promise<boolean> {
    if (this.#isReached({ views, position })) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timeout = setTimeout(() => waiter.settle(false), timeoutMs);
      const waiter: Waiter = {
        views,
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

  /** Settles all waiters with false, as no further commit follows. */
  close(): void {
    for (const waiter of this.#waiters) waiter.settle(false);
  }

  #isReached({ views, position }: Pick<Waiter, 'views' | 'position'>): boolean {
    return views.every(({ key }) => (this.checkpointOf(key) ?? '') >= position);
  }
}
