import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { KafkaBusOptions } from './kafka-options.js';

export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'lost'; readonly error: Error }
  | { readonly state: 'closed' };

/** Brokers that are back elect leaders and load their groups first. */
const BACK_FOR_MS = 10_000;

/** State of the connection to the brokers, for health checks and for requests that should fail fast. */
export class BusConnection {
  #state: ConnectionState = { state: 'connecting' };
  #upSinceMs = -Infinity;

  constructor(private readonly options: Pick<KafkaBusOptions, 'brokers' | 'onConnected' | 'onConnectionLost'>) {}

  get state(): ConnectionState {
    return this.#state;
  }

  /** Whether failures of consumers need no report of their own: the brokers are lost, or have been back for a moment only. */
  get explainsFailures(): boolean {
    return this.#state.state !== 'connected' || systemScheduler.now() - this.#upSinceMs < BACK_FOR_MS;
  }

  up(): void {
    if (this.#state.state === 'connected' || this.#state.state === 'closed') return;
    this.#state = { state: 'connected' };
    this.#upSinceMs = systemScheduler.now();
    this.options.onConnected?.();
  }

  /** Reports each failed attempt. */
  down(cause: Error, retryInMs: number): void {
    if (this.#state.state === 'closed') return;
    const error = new Error(`Kafka at ${this.options.brokers.join(', ')}: ${cause.message}`, { cause });
    this.#state = { state: 'lost', error };
    this.options.onConnectionLost?.(error, retryInMs);
  }

  close(): void {
    this.#state = { state: 'closed' };
  }

  /** Throws {@link BusUnavailableError} if waiting is pointless: the connection is lost or closed. */
  check(): void {
    if (this.#state.state === 'lost') throw new BusUnavailableError(this.#state.error.message);
    if (this.#state.state === 'closed') throw new BusUnavailableError('the bus is closed');
  }

  /** Resolves like `promise`. Rejects with {@link BusUnavailableError} after `ms`. */
  async within<T>(promise: Promise<T>, ms: number): Promise<T> {
    const late = Promise.withResolvers<never>();
    const brokers = this.options.brokers.join(', ');
    const timer = setTimeout(() => late.reject(new BusUnavailableError(`Kafka at ${brokers} is not ready`)), ms);
    try {
      return await Promise.race([promise, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}
