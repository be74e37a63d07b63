import type { EventStore, Position, SubscribeOptions, Subscription, SubscriptionHandler } from './ports/event-store.js';

export interface FollowOptions extends Omit<SubscribeOptions, 'after'> {
  readonly store: EventStore;
  /** Where to go on: asked for at the start and after every loss, so that it is what is safe by then. */
  readonly checkpoint: () => Promise<Position | null>;
  /** Makes what handles one connection's events; state that a lost connection leaves behind goes with it. */
  readonly handler: (after: Position | null) => SubscriptionHandler;
  /**
   * What is new is handed on at once, and then not again for this long: what comes meanwhile is handed on together. For
   * whoever pays for each time more than for each event. Never waits when left out.
   */
  readonly paceMs?: number;
  /** Something was lost; it will be tried again in `retryInMs`. */
  readonly onError: (error: unknown, retryInMs: number) => void;
}

const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 5_000;

/** Follows a store for as long as it is not stopped, across lost connections and failing handlers. */
export class Follower {
  #subscription: Subscription | null = null;
  #stopped = false;
  #interruption: { readonly cause: unknown } | null = null;
  /** Where the last connection began. */
  #began: Position | null = null;
  #cancelWait: (() => void) | null = null;
  #running: Promise<void> | null = null;

  constructor(private readonly options: FollowOptions) {}

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when nothing is in hand any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelWait?.();
    await this.#subscription?.close();
    await this.#running;
  }

  /** What was handed on could not be dealt with: begin again at the checkpoint, after a while. */
  interrupt(cause: unknown): void {
    this.#interruption = { cause };
    void this.#subscription?.close();
  }

  async #run(): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!this.#stopped) {
      try {
        await this.#connect();
      } catch (error) {
        const progressed = await this.#hasProgressed();
        if (this.#stopped) return;
        if (progressed) retryMs = FIRST_RETRY_MS;
        this.options.onError(error, retryMs);
        await this.#wait(retryMs);
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      }
    }
  }

  async #connect(): Promise<void> {
    const { store, checkpoint, handler: makeHandler, categories, maxBatch } = this.options;
    this.#interruption = null;
    const after = await checkpoint();
    if (this.#stopped) return;
    this.#began = after;
    const subscription = store.subscribe(
      { after, ...(categories === undefined ? {} : { categories }), ...(maxBatch === undefined ? {} : { maxBatch }) },
      this.#paced(makeHandler(after)),
    );
    this.#subscription = subscription;
    await subscription.done;
    if (!this.#stopped) throw this.#causeOfEnd();
  }

  /** A subscription hands on nothing more before this has resolved. */
  #paced(handler: SubscriptionHandler): SubscriptionHandler {
    const { paceMs } = this.options;
    if (paceMs === undefined) return handler;
    return {
      ...handler,
      handle: async (events) => {
        const rest = this.#wait(paceMs);
        await handler.handle(events);
        await rest;
      },
    };
  }

  #causeOfEnd(): unknown {
    return this.#interruption === null ? new Error('the subscription ended by itself') : this.#interruption.cause;
  }

  /**
   * Whether the checkpoint has moved since the connection that was lost began. What was only handed on does not
   * count: it comes again, and would be retried without a pause for as long as nobody can deal with it.
   */
  async #hasProgressed(): Promise<boolean> {
    const began = this.#began;
    return this.options.checkpoint().then(
      (now) => now !== began,
      () => false,
    );
  }

  /** Real time, not the product's clock: a clock that stands still must not keep a lost connection lost. */
  #wait(ms: number): Promise<void> {
    // Whoever was told of the loss may have stopped it.
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, ms);
      this.#cancelWait = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
  }
}
