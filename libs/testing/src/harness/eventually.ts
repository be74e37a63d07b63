import { setTimeout as wait } from 'node:timers/promises';

export interface Patience {
  /** Default 5,000 ms. */
  readonly withinMs?: number;
  /** Default 20 ms. */
  readonly everyMs?: number;
}

/** Repeats `attempt` until it no longer throws, and returns what it returned; the last error when time is up. */
export const eventually = async <T>(attempt: () => T | Promise<T>, patience: Patience = {}): Promise<T> => {
  const deadline = performance.now() + (patience.withinMs ?? 5_000);
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await wait(patience.everyMs ?? 20);
  }
};
