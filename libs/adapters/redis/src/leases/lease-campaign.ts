import type { Lease, LeaseHolder } from '@bookonce/kernel/ports/leases';

export interface LeaseServer {
  /** True where the lease is this campaign's for `ttlMs` from some time between the call and its answer. */
  readonly take: () => Promise<boolean>;
  /** The same, only for who has it still. */
  readonly renew: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** Renewed thrice before it is given up. */
const RENEWED_AFTER = 1 / 4;
/** Given up before the server does, so that its holder can end what is in hand. */
const LOST_AFTER = 3 / 4;
const LONGEST_RETRY_MS = 500;

/**
 * Tries for one lease, renews it, and says when it is lost. Its time counts from before it was asked for, so that it
 * is over here before it is on the server, also while the server cannot be reached.
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
    // Where the server is lost, it ends by itself.
    await this.server.release().catch(() => undefined);
  }

  async #try(): Promise<void> {
    const { take, renew } = this.server;
    const askedAt = performance.now();
    // Unknown leaves it as it is, for as long as it lasts.
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
    // The answer came too late to be worth anything.
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
