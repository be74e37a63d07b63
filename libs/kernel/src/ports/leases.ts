/** Callbacks of a lease. They alternate, beginning with `onGranted`. */
export interface LeaseHolder {
  readonly onGranted: () => void;
  /**
   * The lease could not be renewed in time, or the server lost it, so another instance may hold it soon. The lease is
   * requested again automatically.
   */
  readonly onLost: () => void;
}

export interface Lease {
  /** False as soon as another instance may hold the lease. */
  readonly isHeld: boolean;
  /** Releases the lease, so that another instance gets it soon. No callback follows. */
  stop(): Promise<void>;
}

/**
 * Chooses one of several instances for work that one should do at a time: a projection, a publisher, timers. An
 * optimisation, not a lock: holders may overlap briefly, so effects must be fenced or idempotent.
 */
export interface Leases {
  /**
   * Requests the lease until it is stopped, and renews it while it is held. When its holder dies, another instance gets
   * it after `ttlMs`, or shortly later.
   */
  hold(name: string, ttlMs: number, holder: LeaseHolder): Lease;
}
