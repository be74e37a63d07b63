import type { Lease, LeaseHolder, Leases } from '@bookonce/kernel/ports/leases';

/** For one process that is alone: whoever asks is granted it, and never loses it. */
export class MemoryLeases implements Leases {
  hold(_name: string, _ttlMs: number, holder: LeaseHolder): Lease {
    let state: 'asked' | 'held' | 'stopped' = 'asked';
    queueMicrotask(() => {
      if (state === 'stopped') return;
      state = 'held';
      holder.onGranted();
    });
    return {
      get isHeld() {
        return state === 'held';
      },
      stop: async () => {
        state = 'stopped';
      },
    };
  }
}
