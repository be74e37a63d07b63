import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import type { KafkaBusOptions } from './kafka-options.js';

export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'lost'; readonly error: Error }
  | { readonly state: 'closed' };

/** State of the connection to the brokers, for health checks and for requests that should fail fast. */
export class BusConnection {
  #state: ConnectionState = { state: 'connecting' };

  constructor(private readonly options: Pick<KafkaBusOptions, 'brokers' | 'onConnected' | 'onConnectionLost'>) {}

  get state(): ConnectionState {
    return this.#state;
  }

  up(): void {
    if (this.#state.state === 'connected' || this.#state.state === 'closed') return;
    this.#state = { state: 'connected' };
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
