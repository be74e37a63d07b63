import type { BookingOutcome } from '@bookonce/contracts/commands/booking';

type Listener = (outcome: BookingOutcome) => void;

/** Hands the outcome of a booking to the requests that wait for it. */
export class BookingOutcomes {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Requests that wait at this moment. */
  get waiting(): number {
    return this.#listeners.size;
  }

  settle(bookingId: string, outcome: BookingOutcome): void {
    for (const listener of this.#listeners.get(bookingId) ?? []) listener(outcome);
  }

  /** Starts to listen, so that nothing is missed that happens from now on. Always `close()` it. */
  listen(bookingId: string): OutcomeListener {
    const listeners = this.#listeners.get(bookingId) ?? new Set<Listener>();
    this.#listeners.set(bookingId, listeners);
    return new OutcomeListener(listeners, () => {
      if (listeners.size === 0 && this.#listeners.get(bookingId) === listeners) this.#listeners.delete(bookingId);
    });
  }
}

export class OutcomeListener {
  #outcome: BookingOutcome | null = null;
  #wake: (() => void) | null = null;
  readonly #hear: Listener = (outcome) => {
    this.#outcome ??= outcome;
    this.#wake?.();
  };

  constructor(
    private readonly listeners: Set<Listener>,
    private readonly onClose: () => void,
  ) {
    listeners.add(this.#hear);
  }

  /** The first outcome heard since the start; null where none came within `ms`. */
  async within(ms: number): Promise<BookingOutcome | null> {
    if (this.#outcome !== null) return this.#outcome;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
    this.#wake = null;
    return this.#outcome;
  }

  close(): void {
    this.listeners.delete(this.#hear);
    this.onClose();
  }
}
