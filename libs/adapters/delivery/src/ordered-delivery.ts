import { backoffMs } from '@bookonce/kernel/back-off';
import { instantOf } from '@bookonce/kernel/json';
import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import { type StoredEvent, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { MailServerUnavailableError } from '@bookonce/kernel/ports/mailer';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';

export interface DeliveryOptions<Item> {
  readonly scheduler: Pick<Scheduler, 'wait'>;
  /** Attempts to handle one item before it is buried; default 5. Attempts that met a lost server do not count. */
  readonly maxTries?: number | undefined;
  /** Pause before the first retry, in ms; default 20. It doubles up to 1 s. */
  readonly firstBackoffMs?: number | undefined;
  readonly onRetry: (error: unknown, item: Item, tries: number) => void;
  /** Stores an item that could not be handled in `maxTries` attempts. If it throws, the item is retried once more. */
  readonly bury: (item: Item, error: unknown, tries: number) => Promise<void>;
}

const MAX_TRIES = 5;
const FIRST_BACKOFF_MS = 20;
const LONGEST_BACKOFF_MS = 1_000;
const always = (): boolean => true;

/** Delivers to one subscriber: in order within a key, concurrently between keys, until handled or buried. */
export class OrderedDelivery<Item> {
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(private readonly options: DeliveryOptions<Item>) {}

  /**
   * Resolves when the item is handled or buried. Rejects if it is neither: the bus was closed, or `isWanted`, which is
   * asked before each attempt, returned false.
   */
  deliver(key: string, item: Item, handle: () => Promise<unknown>, isWanted: () => boolean = always): Promise<void> {
    const before = this.#lanes.get(key);
    const delivery =
      before === undefined
        ? this.#handle(item, handle, isWanted)
        : before.catch(() => undefined).then(() => this.#handle(item, handle, isWanted));
    this.#lanes.set(key, delivery);
    const leave = (): void => {
      if (this.#lanes.get(key) === delivery) this.#lanes.delete(key);
    };
    delivery.then(leave, leave);
    return delivery;
  }

  /** Waits for the items in flight; starts no others. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#lanes.values());
  }

  async #handle(item: Item, handle: () => Promise<unknown>, isWanted: () => boolean): Promise<void> {
    const { scheduler, onRetry, maxTries = MAX_TRIES, firstBackoffMs = FIRST_BACKOFF_MS } = this.options;
    const policy = { firstMs: firstBackoffMs, longestMs: LONGEST_BACKOFF_MS };
    const { signal } = this.#closing;
    let tries = 1;
    for (let failures = 1; ; failures += 1) {
      if (signal.aborted) throw new BusUnavailableError('the bus is closing');
      if (!isWanted()) throw new BusUnavailableError('another instance handles this now');
      try {
        await handle();
        return;
      } catch (error) {
        onRetry(error, item, tries);
        // A lost server is not the item's fault: it is retried for as long as the bus is open.
        if (!isLostServer(error)) {
          if (tries < maxTries) tries += 1;
          else if (await this.#isBuried(item, error, tries)) return;
        }
      }
      await scheduler.wait(backoffMs(policy, failures), signal);
    }
  }

  async #isBuried(item: Item, error: unknown, tries: number): Promise<boolean> {
    try {
      await this.options.bury(item, error, tries);
      return true;
    } catch (notBuried) {
      this.options.onRetry(notBuried, item, tries);
      return false;
    }
  }
}

const isLostServer = (error: unknown): boolean =>
  error instanceof StoreUnavailableError ||
  error instanceof ReadModelsUnavailableError ||
  error instanceof BusUnavailableError ||
  error instanceof MailServerUnavailableError;

/** Options of every bus: retries of event deliveries, and callbacks for failures. */
export interface BusDeliveryOptions {
  readonly deadLetters: DeadLetters;
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'wait'>;
  /** Attempts to deliver one event before it becomes a dead letter; default 5. */
  readonly maxTries?: number | undefined;
  /** Pause before the first retry, in ms; default 20. It doubles up to 1 s. */
  readonly firstBackoffMs?: number | undefined;
  readonly onRetry: (error: unknown, event: StoredEvent, tries: number) => void;
  readonly onDeadLetter: (letter: DeadLetter, error: unknown) => void;
  readonly onFanoutError: (error: unknown, event: StoredEvent) => void;
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Describes an event that a subscriber could not handle. `nowMs` is in epoch milliseconds. */
export const deadLetterOf = (
  subscriber: string,
  event: StoredEvent,
  error: unknown,
  tries: number,
  nowMs: number,
): DeadLetter => ({
  id: `${subscriber}/${event.id}`,
  subscriber,
  eventId: event.id,
  eventType: event.type,
  stream: event.stream,
  revision: event.revision,
  reason: reasonOf(error),
  tries,
  at: instantOf(nowMs),
});
