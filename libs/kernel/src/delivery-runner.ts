import { backoffMs, type BackoffPolicy } from './back-off.js';
import type { Clock } from './ports/clock.js';
import type { ClaimedDelivery, Deliveries } from './ports/deliveries.js';
import type { Cancel, Scheduler } from './ports/scheduler.js';

/** The result of one attempt. */
export type DeliveryOutcome =
  | { readonly kind: 'made' }
  /** The receiver did not take it now. It may ask for a pause, in ms. */
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs?: number }
  /** The receiver will never take it. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface DeliveryRunnerOptions {
  readonly deliveries: Deliveries;
  /** The kind of receiver that this runner serves. */
  readonly kind: string;
  /** Real time, even while a test sets the product's clock: receivers live in it. */
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'deadline'>;
  /**
   * Makes one delivery, within {@link ATTEMPT_MS}. Must bear being called again for the same delivery. A rejection counts
   * as a failed attempt.
   */
  readonly deliver: (delivery: ClaimedDelivery) => Promise<DeliveryOutcome>;
  /** Called before a delivery ends that was refused, or that failed for {@link LONGEST_TRY_MS}. */
  readonly onGivenUp: (delivery: ClaimedDelivery, reason: string) => Promise<void> | void;
  /** Called for each failed attempt, and with null if the deliveries themselves cannot be reached. */
  readonly onError: (error: unknown, delivery: ClaimedDelivery | null) => void;
  /** How soon deliveries are noticed that another instance has added, or put off, in ms; default 5 s. */
  readonly lookAgainMs?: number | undefined;
}

/** An attempt takes at most so long: receivers get 30 s, and a redirect or a second request fits in. */
export const ATTEMPT_MS = 60_000;
/** A delivery that failed for so long is given up. */
export const LONGEST_TRY_MS = 24 * 60 * 60_000;
const CLAIM_MS = 2 * ATTEMPT_MS;
/** Attempts at the same time. A subject has one at most, so so many receivers have to hang before others wait. */
const MOST_AT_ONCE = 32;
const BACKOFF: BackoffPolicy = { firstMs: 5_000, longestMs: 60 * 60_000 };
const LOOK_AGAIN_MS = 5_000;

/** Makes the deliveries of one kind. Several instances share them. */
export class DeliveryRunner {
  readonly #inFlight = new Set<Promise<void>>();
  #round: Promise<void> | null = null;
  #again = false;
  #running = false;
  #cancelWait: Cancel | null = null;

  readonly #lookAgainMs: number;

  constructor(private readonly options: DeliveryRunnerOptions) {
    this.#lookAgainMs = options.lookAgainMs ?? LOOK_AGAIN_MS;
  }

  start(): void {
    this.#running = true;
    this.poke();
  }

  /** Claims no more. Resolves when no attempt is in flight. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#disarm();
    await this.#round;
    await Promise.all(this.#inFlight);
  }

  /** Looks for deliveries, because some were added. */
  poke(): void {
    if (!this.#running) return;
    if (this.#round !== null) {
      this.#again = true;
      return;
    }
    this.#disarm();
    this.#again = false;
    this.#round = this.#claim()
      .catch((error: unknown) => {
        this.options.onError(error, null);
        return this.#lookAgainMs;
      })
      .then((waitMs) => {
        this.#round = null;
        if (this.#again) this.poke();
        else if (this.#running) this.#cancelWait = this.options.scheduler.deadline(waitMs, () => this.poke());
      });
  }

  /** Starts what is due. Returns how long to wait until the next look, in ms. */
  async #claim(): Promise<number> {
    const { deliveries, kind, clock } = this.options;
    const free = MOST_AT_ONCE - this.#inFlight.size;
    // The end of each attempt looks again.
    if (free <= 0) return this.#lookAgainMs;
    const now = clock.now();
    for (const delivery of await deliveries.claim(kind, free, now, now + CLAIM_MS)) this.#begin(delivery);
    const next = await deliveries.nextDueAt(kind);
    return next === null ? this.#lookAgainMs : Math.min(Math.max(next - clock.now(), 1), this.#lookAgainMs);
  }

  #begin(delivery: ClaimedDelivery): void {
    const attempt = this.#attempt(delivery)
      // The claim runs out, and the delivery is made again.
      .catch((error: unknown) => this.options.onError(error, null))
      .then(() => {
        this.#inFlight.delete(attempt);
        this.poke();
      });
    this.#inFlight.add(attempt);
  }

  async #attempt(delivery: ClaimedDelivery): Promise<void> {
    const { deliveries, clock } = this.options;
    const outcome = await this.#outcomeOf(delivery);
    const now = clock.now();
    if (outcome.kind === 'made') {
      await deliveries.settle(delivery, now);
      return;
    }
    if (outcome.kind === 'refused' || now - delivery.addedAt >= LONGEST_TRY_MS) {
      await this.options.onGivenUp(delivery, outcome.reason);
      await deliveries.settle(delivery, now);
      return;
    }
    const pause = Math.max(backoffMs(BACKOFF, delivery.attempts + 1), outcome.retryAfterMs ?? 0);
    await deliveries.putOff(delivery, now + Math.min(pause, BACKOFF.longestMs), now);
  }

  /** Also ends the wait for an attempt that takes too long, so that it does not keep its place. */
  async #outcomeOf(delivery: ClaimedDelivery): Promise<DeliveryOutcome> {
    const { deliver, scheduler, onError } = this.options;
    const { promise: late, resolve } = Promise.withResolvers<DeliveryOutcome>();
    const cancel = scheduler.deadline(ATTEMPT_MS, () => {
      resolve({ kind: 'failed', reason: `no answer within ${ATTEMPT_MS / 1000} s` });
    });
    try {
      return await Promise.race([deliver(delivery), late]);
    } catch (error) {
      onError(error, delivery);
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    } finally {
      cancel();
    }
  }

  #disarm(): void {
    this.#cancelWait?.();
    this.#cancelWait = null;
  }
}
