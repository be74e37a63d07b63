import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';

type Listener = (settledAt: Position) => void;

/** Wakes the requests that wait for a booking to be settled. They read the outcome from the views. */
export class BookingOutcomes {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** How many bookings requests are waiting for at this moment. */
  get waiting(): number {
    return this.#listeners.size;
  }

  settled(bookingId: string, at: Position): void {
    for (const listener of this.#listeners.get(bookingId) ?? []) listener(at);
  }

  /** Starts to listen, so that no outcome from now on is missed. Always `close()` the listener. */
  listen(bookingId: string): OutcomeListener {
    const listeners = this.#listeners.get(bookingId) ?? new Set<Listener>();
    this.#listeners.set(bookingId, listeners);
    return new OutcomeListener(listeners, () => {
      if (listeners.size === 0 && this.#listeners.get(bookingId) === listeners) this.#listeners.delete(bookingId);
    });
  }
}

class OutcomeListener {
  #settledAt: Position | null = null;
  #wake: (() => void) | null = null;
  readonly #hear: Listener = (settledAt) => {
    this.#settledAt ??= settledAt;
    this.#wake?.();
  };

  constructor(
    private readonly listeners: Set<Listener>,
    private readonly onClose: () => void,
  ) {
    listeners.add(this.#hear);
  }

  /** The position at which the booking was settled; null if that did not happen within `ms`. */
  async within(ms: number): Promise<Position | null> {
    if (this.#settledAt !== null) return this.#settledAt;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
    this.#wake = null;
    return this.#settledAt;
  }

  close(): void {
    this.listeners.delete(this.#hear);
    this.onClose();
  }
}

const OUTCOMES = ['BookingConfirmed', 'BookingRejected', 'OptInRequested', 'ApprovalRequested'];

/** Receives every outcome at every gateway, because the waiting request may be at any of them. */
const everyGateway: SubscriberOptions = { subscriber: 'gateway-outcomes', orderBy: 'correlation', fanout: true };

@Controller()
export class OutcomesController {
  constructor(@Inject(BookingOutcomes) private readonly outcomes: BookingOutcomes) {}

  @EventPattern(OUTCOMES.map(eventPattern), everyGateway)
  onOutcome(@Payload() cloudEvent: CloudEvent): void {
    const event = recorded(fromCloudEvent(cloudEvent));
    switch (event.type) {
      case 'BookingConfirmed':
      case 'BookingRejected':
      case 'OptInRequested':
      case 'ApprovalRequested':
        return this.outcomes.settled(event.data.bookingId, event.position);
      default:
        return;
    }
  }
}
