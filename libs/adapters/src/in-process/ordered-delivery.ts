import { instantOf } from '@bookonce/kernel/json';
import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import { StoreUnavailableError, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';

export interface DeliveryOptions {
  readonly deadLetters: DeadLetters;
  readonly clock: Pick<Clock, 'now'>;
  /** Deliveries of one event before it becomes a dead letter; default 5. */
  readonly maxTries?: number;
  /** Before the second try; doubles with each further one. Default 20. */
  readonly firstBackoffMs?: number;
  readonly onRetry: (error: unknown, event: StoredEvent, tries: number) => void;
  readonly onDeadLetter: (letter: DeadLetter, error: unknown) => void;
  readonly onFanoutError: (error: unknown, event: StoredEvent) => void;
}

const MAX_TRIES = 5;
const FIRST_BACKOFF_MS = 20;
const LONGEST_BACKOFF_MS = 1_000;

/** Delivers to one subscriber: in order within a key, side by side between keys, until handled or given up. */
export class OrderedDelivery {
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #backoffs = new Set<() => void>();
  #closing = false;

  constructor(
    private readonly subscriber: string,
    private readonly options: DeliveryOptions,
  ) {}

  /** Resolves when it is handled, or a dead letter. Rejects when it is neither: the bus was closed meanwhile. */
  deliver(key: string, event: StoredEvent, handle: () => Promise<unknown>): Promise<void> {
    const before = this.#lanes.get(key);
    const delivery =
      before === undefined
        ? this.#handle(event, handle)
        : before.catch(() => undefined).then(() => this.#handle(event, handle));
    this.#lanes.set(key, delivery);
    const leave = (): void => {
      if (this.#lanes.get(key) === delivery) this.#lanes.delete(key);
    };
    delivery.then(leave, leave);
    return delivery;
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const end of this.#backoffs) end();
    await Promise.allSettled(this.#lanes.values());
  }

  async #handle(event: StoredEvent, handle: () => Promise<unknown>): Promise<void> {
    const { maxTries = MAX_TRIES, firstBackoffMs = FIRST_BACKOFF_MS } = this.options;
    let backoffMs = firstBackoffMs;
    for (let tries = 1; ;) {
      if (this.#closing) throw new BusUnavailableError('the bus is closing');
      try {
        await handle();
        return;
      } catch (error) {
        this.options.onRetry(error, event, tries);
        // A lost server is not the message's fault: it is tried for as long as the bus is open.
        if (!isLostServer(error)) {
          if (tries >= maxTries) return this.#bury(event, error, tries);
          tries += 1;
        }
      }
      await this.#wait(backoffMs);
      backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
    }
  }

  async #bury(event: StoredEvent, error: unknown, tries: number): Promise<void> {
    const letter: DeadLetter = {
      id: `${this.subscriber}/${event.id}`,
      subscriber: this.subscriber,
      eventId: event.id,
      eventType: event.type,
      stream: event.stream,
      revision: event.revision,
      reason: error instanceof Error ? error.message : String(error),
      tries,
      at: instantOf(this.options.clock.now()),
    };
    await this.options.deadLetters.add(letter);
    this.options.onDeadLetter(letter, error);
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timeout);
        this.#backoffs.delete(end);
        resolve();
      };
      const timeout = setTimeout(end, ms);
      this.#backoffs.add(end);
    });
  }
}

const isLostServer = (error: unknown): boolean =>
  error instanceof StoreUnavailableError ||
  error instanceof ReadModelsUnavailableError ||
  error instanceof BusUnavailableError;
