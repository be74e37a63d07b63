import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { MailServerUnavailableError } from '@bookonce/kernel/ports/mailer';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';

export interface DeliveryOptions<Item> {
  /** Deliveries of one item before it is buried; default 5. */
  readonly maxTries?: number | undefined;
  /** Before the second try; doubles with each further one. Default 20. */
  readonly firstBackoffMs?: number | undefined;
  readonly onRetry: (error: unknown, item: Item, tries: number) => void;
  /** Puts away what could not be handled after all its tries. Where it throws, everything is tried once more. */
  readonly bury: (item: Item, error: unknown, tries: number) => Promise<void>;
}

const MAX_TRIES = 5;
const FIRST_BACKOFF_MS = 20;
const LONGEST_BACKOFF_MS = 1_000;
const always = (): boolean => true;

/** Delivers to one subscriber: in order within a key, side by side between keys, until handled or given up. */
export class OrderedDelivery<Item> {
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #backoffs = new Set<() => void>();
  #closing = false;

  constructor(private readonly options: DeliveryOptions<Item>) {}

  /**
   * Resolves when it is handled, or buried. Rejects when it is neither: the bus was closed meanwhile, or it is no
   * longer wanted, which is asked before each try.
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

  /** Lets what is being handled come to its end; what waits is not begun. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const end of this.#backoffs) end();
    await Promise.allSettled(this.#lanes.values());
  }

  async #handle(item: Item, handle: () => Promise<unknown>, isWanted: () => boolean): Promise<void> {
    const { maxTries = MAX_TRIES, firstBackoffMs = FIRST_BACKOFF_MS } = this.options;
    let backoffMs = firstBackoffMs;
    for (let tries = 1; ;) {
      if (this.#closing) throw new BusUnavailableError('the bus is closing');
      if (!isWanted()) throw new BusUnavailableError('another instance handles this now');
      try {
        await handle();
        return;
      } catch (error) {
        this.options.onRetry(error, item, tries);
        // A lost server is not the message's fault: it is tried for as long as the bus is open.
        if (!isLostServer(error)) {
          if (tries < maxTries) tries += 1;
          else if (await this.#isBuried(item, error, tries)) return;
        }
      }
      await this.#wait(backoffMs);
      backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
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
  error instanceof BusUnavailableError ||
  error instanceof MailServerUnavailableError;
