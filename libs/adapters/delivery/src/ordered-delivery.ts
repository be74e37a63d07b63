import { InvalidMessageError } from '@bookonce/contracts/parse-message';
import { backoffMs } from '@bookonce/kernel/back-off';
import { type Instant, instantOf } from '@bookonce/kernel/json';
import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import { type StoredEvent, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { MailServerUnavailableError } from '@bookonce/kernel/ports/mailer';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';

export interface DeliveryOptions<Item> {
  readonly scheduler: Pick<Scheduler, 'wait' | 'now'>;
  /** Fewest attempts to handle one item before it is buried; default 5. Attempts that met a lost server do not count. */
  readonly maxTries?: number | undefined;
  /** How long an item is retried at least, in ms; default 10 min. An unreadable message is not: it never changes. */
  readonly giveUpAfterMs?: number | undefined;
  /** Pause before the first retry, in ms; default 20. It doubles up to 15 s, or to 1 s while a server is lost. */
  readonly firstBackoffMs?: number | undefined;
  readonly onRetry: (error: unknown, item: Item, tries: number) => void;
  /** Stores an item that was retried for long enough. If it throws, the item is retried once more. */
  readonly bury: (item: Item, error: unknown, tries: number) => Promise<void>;
}

const MAX_TRIES = 5;
const FIRST_BACKOFF_MS = 20;
/** Whatever a handler misses (a view, another service, a setting) can come back within this time. */
const GIVE_UP_AFTER_MS = 600_000;
const LONGEST_BACKOFF_MS = 15_000;
/** Short, so that no lag remains 30 s after the server is back (I15). */
const LONGEST_BACKOFF_FROM_LOSS_MS = 1_000;

export type Delivered = 'handled' | 'buried' | 'discarded';

/** Reasons to end a delivery before the item is handled. Both are asked before each attempt. */
export interface DeliveryEnds {
  /** Whether this instance still delivers the item; default: always. */
  readonly isWanted?: (() => boolean) | undefined;
  /** Whether an operator gave the item up: it is neither handled nor buried then. Asked before it is buried, too. */
  readonly isDiscarded?: () => Promise<boolean>;
}

/** Delivers to one subscriber: in order within a key, concurrently between keys, until handled or buried. */
export class OrderedDelivery<Item> {
  readonly #lanes = new Map<string, Promise<Delivered>>();
  readonly #inFlight = new Map<Promise<Delivered>, Item>();
  readonly #closing = new AbortController();

  constructor(private readonly options: DeliveryOptions<Item>) {}

  /** The items that are delivered but neither handled nor buried, the first delivered one first. */
  get inFlight(): readonly Item[] {
    return [...this.#inFlight.values()];
  }

  /**
   * Resolves when the item is handled, buried or discarded. Rejects if it is none of them: the bus was closed, or
   * another instance delivers it.
   */
  deliver(key: string, item: Item, handle: () => Promise<unknown>, ends: DeliveryEnds = {}): Promise<Delivered> {
    const before = this.#lanes.get(key);
    const delivery =
      before === undefined
        ? this.#handle(item, handle, ends)
        : before.catch(() => undefined).then(() => this.#handle(item, handle, ends));
    this.#lanes.set(key, delivery);
    this.#inFlight.set(delivery, item);
    const leave = (): void => {
      this.#inFlight.delete(delivery);
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

  async #handle(item: Item, handle: () => Promise<unknown>, ends: DeliveryEnds): Promise<Delivered> {
    const { scheduler, onRetry, maxTries = MAX_TRIES, firstBackoffMs = FIRST_BACKOFF_MS } = this.options;
    const { isWanted, isDiscarded } = ends;
    const { signal } = this.#closing;
    const begun = scheduler.now();
    let tries = 1;
    for (let failures = 1; ; failures += 1) {
      if (signal.aborted) throw new BusUnavailableError('the bus is closing');
      if (isWanted?.() === false) throw new BusUnavailableError('another instance handles this now');
      try {
        if (isDiscarded !== undefined && (await isDiscarded())) return 'discarded';
        await handle();
        return 'handled';
      } catch (error) {
        onRetry(error, item, tries);
        // A lost server is not the item's fault: it is retried for as long as the bus is open.
        const isLoss = isLostServer(error);
        if (!isLoss) {
          if (tries < maxTries || !this.#isTimeUp(error, begun)) tries += 1;
          else {
            const given = await this.#giveUp(item, error, tries, ends);
            if (given !== null) return given;
          }
        }
        const longestMs = isLoss ? LONGEST_BACKOFF_FROM_LOSS_MS : LONGEST_BACKOFF_MS;
        await scheduler.wait(backoffMs({ firstMs: firstBackoffMs, longestMs }, failures), signal);
      }
    }
  }

  #isTimeUp(error: unknown, begun: number): boolean {
    const { scheduler, giveUpAfterMs = GIVE_UP_AFTER_MS } = this.options;
    return error instanceof InvalidMessageError || scheduler.now() - begun >= giveUpAfterMs;
  }

  /** Returns null if the item could not be buried, so it is retried. */
  async #giveUp(
    item: Item,
    error: unknown,
    tries: number,
    { isDiscarded }: DeliveryEnds,
  ): Promise<Exclude<Delivered, 'handled'> | null> {
    try {
      if (isDiscarded !== undefined && (await isDiscarded())) return 'discarded';
      await this.options.bury(item, error, tries);
      return 'buried';
    } catch (notBuried) {
      this.options.onRetry(notBuried, item, tries);
      return null;
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
  readonly scheduler: Pick<Scheduler, 'wait' | 'now'>;
  /** See {@link DeliveryOptions}. */
  readonly maxTries?: number | undefined;
  readonly giveUpAfterMs?: number | undefined;
  readonly firstBackoffMs?: number | undefined;
  readonly onRetry: (error: unknown, event: StoredEvent, tries: number) => void;
  readonly onDeadLetter: (letter: DeadLetter, error: unknown) => void;
  readonly onFanoutError: (error: unknown, event: StoredEvent) => void;
}

/** Returns the earliest time of these events; null if there is none. An unreadable event has no time. */
export const earliestTimeOf = (events: readonly StoredEvent[]): Instant | null =>
  events.reduce<Instant | null>((earliest, { meta: { time } }) => {
    if (time === '') return earliest;
    return earliest === null || time < earliest ? time : earliest;
  }, null);

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
