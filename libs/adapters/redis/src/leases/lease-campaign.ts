import type { Lease, LeaseHolder } from '@bookonce/kernel/ports/leases';

export interface LeaseServer {
  /** Resolves with true if this campaign has the lease for `ttlMs`, counted from some time during the call. */
  readonly take: () => Promise<boolean>;
  /** The same, but only succeeds if this campaign still has the lease. */
  readonly renew: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** Three attempts to renew before the lease is given up. */
const RENEWED_AFTER = 1 / 4;
/** The lease is given up before it expires on the server, so that its holder can finish work in flight. */
const LOST_AFTER = 3 / 4;
const LONGEST_RETRY_MS = 500;

/**
 * Acquires one lease, renews it and reports its loss. Its time counts from before the request, so it ends here before it
 * expires on the server, even if the server is unreachable.
 */
export class LeaseCampaign implements Lease {
  #heldUntil: number | null = null;
  #stopped = false;
  #round: Promise<void>;
  #next: ReturnType<typeof setTimeout> | null = null;
  #end: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly server: LeaseServer,
    private readonly ttlMs: number,
    private readonly holder: LeaseHolder,
  ) {
    this.#round = this.#try();
  }

  get isHeld(): boolean {
    return this.#heldUntil !== null && performance.now() < this.#heldUntil;
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    if (this.#next !== null) clearTimeout(this.#next);
    await this.#round;
    this.#forget();
    // Best effort: if the server is lost, the lease expires.
    await this.server.release().catch(() => undefined);
  }

  async #try(): Promise<void> {
    const { take, renew } = this.server;
    const askedAt = performance.now();
    // An unknown outcome changes nothing: the lease lasts until its time is over.
    const isOurs = await (this.#heldUntil === null ? take() : renew()).catch(() => null);
    if (this.#stopped) return;
    if (isOurs === true) this.#granted(askedAt + this.ttlMs * LOST_AFTER);
    else if (isOurs === false) this.#lost();
    const renewMs = this.ttlMs * RENEWED_AFTER;
    const nextMs = this.#heldUntil === null ? Math.min(renewMs, LONGEST_RETRY_MS) : renewMs;
    this.#next = setTimeout(() => {
      this.#round = this.#try();
    }, nextMs);
  }

  #granted(until: number): void {
    const wasHeld = this.#heldUntil !== null;
    const leftMs = until - performance.now();
    // The answer came after the lease's time was over.
    if (leftMs <= 0) return;
    this.#forget();
    this.#heldUntil = until;
    this.#end = setTimeout(() => this.#lost(), leftMs);
    if (!wasHeld) this.holder.onGranted();
  }

  #lost(): void {
    if (this.#heldUntil === null) return;
    this.#forget();
    if (!this.#stopped) this.holder.onLost();
  }

  #forget(): void {
    if (this.#end !== null) clearTimeout(this.#end);
    this.#heldUntil = null;
  }
}
