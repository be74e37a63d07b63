import { setTimeout as wait } from 'node:timers/promises';

export interface Patience {
  /** 15,000 ms by default: a busy machine writes mails late, because nothing waits for them. */
  readonly withinMs?: number;
  /** 20 ms by default. */
  readonly everyMs?: number;
}

/** Repeats `attempt` until it stops throwing, and returns its result. Throws the last error when the time is up. */
export const eventually = async <T>(attempt: () => T | Promise<T>, patience: Patience = {}): Promise<T> => {
  const deadline = performance.now() + (patience.withinMs ?? 15_000);
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await wait(patience.everyMs ?? 20);
  }
};
