import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { Life } from './life.js';

/** Waiting of one process, as steps of the run. Nothing that a process waits for happens after its crash. */
export class SimulatedScheduler implements Scheduler {
  constructor(private readonly life: Life) {}

  now(): number {
    return this.life.now;
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        cancel();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.life.later(`waited ${ms} ms`, end, ms);
      signal?.addEventListener('abort', end);
    });
  }

  repeat(ms: number, run: () => void): Cancel {
    let cancel: Cancel;
    const arm = (): void => {
      cancel = this.deadline(ms, () => {
        arm();
        run();
      });
    };
    arm();
    return () => cancel();
  }

  deadline(ms: number, expire: () => void): Cancel {
    return this.life.later(`${ms} ms are over`, expire, ms);
  }
}
