/** What is told to who holds a lease. Both come in turns, the first is `onGranted`. */
export interface LeaseHolder {
  readonly onGranted: () => void;
  /**
   * It could not be renewed in time, or the server lost it: another one may hold it soon. It is tried for again by
   * itself.
   */
  readonly onLost: () => void;
}

export interface Lease {
  /** False as soon as another one may hold it. */
  readonly isHeld: boolean;
  /** Gives it back, so that another one gets it soon. Nobody is told anything any more. */
  stop(): Promise<void>;
}

/**
 * Lets one of several instances do what one at a time is to do: run a projection, a publisher, the timers. It keeps
 * work from being done twice and never makes that safe: a process that stands still for longer than its lease goes
 * on for a moment beside the next holder. What both do has to be fenced or idempotent.
 */
export interface Leases {
  /**
   * Tries for the lease until it is stopped, and renews it while it is held. When its holder dies, another one gets
   * it after `ttlMs` or a little later.
   */
  hold(name: string, ttlMs: number, holder: LeaseHolder): Lease;
}
