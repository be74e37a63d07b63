import { retryUntilAborted, type BackoffPolicy } from './back-off.js';
import { expectHeld, LostHistoryError } from './lost-history.js';
import type {
  EventPlace,
  EventStore,
  Position,
  StreamName,
  SubscribeOptions,
  Subscription,
  SubscriptionHandler,
} from './ports/event-store.js';
import type { Cancel, Scheduler } from './ports/scheduler.js';

/** The last events that a follower has handled, to notice that history has lost them. */
export interface HandledEvents {
  /** The last event handled, as stored with the checkpoint; null if none is stored. */
  readonly stored: () => Promise<EventPlace | null>;
  /** The last event handled, as this process knows; null if it has handled none. */
  readonly known: () => EventPlace | null;
  /**
   * Called when history has lost one of them. The follower then reads its checkpoint again and goes on from there, or
   * stops for good.
   */
  readonly onLost: (error: LostHistoryError) => Promise<'go on' | 'stop'>;
  /** Checks again at this interval, as a server may lose events without a lost connection. Default: it does not. */
  readonly checkEveryMs?: number | undefined;
}

export interface FollowOptions extends Omit<SubscribeOptions, 'after'> {
  readonly store: EventStore;
  readonly scheduler: Scheduler;
  /** Loads the position to resume from: at the start and after every loss. */
  readonly checkpoint: () => Promise<Position | null>;
  /** Makes the handler of one connection. Its state is discarded when the connection is lost. */
  readonly handler: (after: Position | null) => SubscriptionHandler;
  /**
   * Minimum time between two deliveries, in ms. The first event is delivered immediately, later ones are batched.
   * For handlers whose cost is per call rather than per event. Default: no minimum.
   */
  readonly paceMs?: number;
  /** Checked at the start and after every loss of the connection. Default: no checks. */
  readonly handled?: HandledEvents;
  /** Called after a failure; the follower retries after `retryInMs`. */
  readonly onError: (error: unknown, retryInMs: number) => void;
}

const RETRIES: BackoffPolicy = { firstMs: 50, longestMs: 5_000 };

/**
 * Follows a store until it is stopped, across lost connections and failing handlers.
 *
 * A stream with a damaged event is set aside: its handler gets none of its later events, as revision r + 1 must not be
 * applied before r (I11), and everything else as usual. Commands on that stream are refused, so that after a restart
 * there is rarely a later event to come. The store that it is given reports the damage (`report-unreadable.ts`).
 */
export class Follower {
  readonly #stopping = new AbortController();
  #subscription: Subscription | null = null;
  #interruption: { readonly cause: unknown } | null = null;
  /** The checkpoint from which the last connection started; undefined if it failed before that. */
  #startedAfter: Position | null | undefined = undefined;
  #running: Promise<void> | null = null;
  readonly #setAside = new Set<StreamName>();
  #cancelChecks: Cancel | null = null;
  /** An event that was handled before the ones since the last check: later events may have come after lost ones. */
  #witness: EventPlace | null = null;

  constructor(private readonly options: FollowOptions) {}

  start(): void {
    if (this.#running !== null) return;
    this.#running = this.#run();
    const { handled, scheduler } = this.options;
    if (handled?.checkEveryMs === undefined) return;
    this.#cancelChecks = scheduler.repeat(handled.checkEveryMs, () => void this.#check(handled));
  }

  /** Resolves when no event is in flight any more. */
  async stop(): Promise<void> {
    this.#end();
    await this.#subscription?.close();
    await this.#running;
  }

  /** Reports that a delivered event could not be handled after all: resumes from the checkpoint after a back-off. */
  interrupt(cause: unknown): void {
    this.#interruption = { cause };
    void this.#subscription?.close();
  }

  #end(): void {
    this.#cancelChecks?.();
    this.#stopping.abort();
  }

  #run(): Promise<void> {
    const { scheduler, onError } = this.options;
    return retryUntilAborted({
      attempt: () => this.#connect(),
      policy: RETRIES,
      scheduler,
      signal: this.#stopping.signal,
      onFailure: onError,
      hasProgressed: () => this.#hasProgressed(),
    });
  }

  /** Resolves only after `stop`. */
  async #connect(): Promise<void> {
    const { store, checkpoint, handler: makeHandler, categories, maxBatch } = this.options;
    this.#interruption = null;
    this.#startedAfter = undefined;
    await this.#expectHistory();
    const after = await checkpoint();
    if (this.#isStopped) return;
    this.#startedAfter = after;
    const subscription = store.subscribe(
      { after, ...(categories === undefined ? {} : { categories }), ...(maxBatch === undefined ? {} : { maxBatch }) },
      this.#paced(this.#settingAside(this.#witnessed(makeHandler(after)))),
    );
    this.#subscription = subscription;
    await subscription.done;
    if (!this.#isStopped) throw this.#causeOfEnd();
  }

  /** Throws if history has lost what was handled, unless this follower then stops. */
  async #expectHistory(): Promise<void> {
    const { store, handled } = this.options;
    if (handled === undefined) return;
    try {
      const [known, stored] = [handled.known(), await handled.stored()];
      await expectHeld(store, [this.#witness, known, stored]);
      this.#witness = known ?? stored;
    } catch (error) {
      if (!(error instanceof LostHistoryError)) throw error;
      this.#witness = null;
      if ((await handled.onLost(error)) === 'stop') return this.#end();
      throw error;
    }
  }

  /** While the server is away there is nothing to find: the next connection is checked anyway. */
  async #check(handled: HandledEvents): Promise<void> {
    try {
      const known = handled.known();
      await expectHeld(this.options.store, [this.#witness, known]);
      this.#witness = known;
    } catch (error) {
      if (error instanceof LostHistoryError) this.interrupt(error);
    }
  }

  #witnessed(handler: SubscriptionHandler): SubscriptionHandler {
    const { handled } = this.options;
    if (handled === undefined) return handler;
    return {
      ...handler,
      handle: async (events) => {
        await handler.handle(events);
        this.#witness ??= handled.known();
      },
    };
  }

  /** A subscription delivers nothing more until `handle` has resolved, so events accumulate meanwhile. */
  #paced(handler: SubscriptionHandler): SubscriptionHandler {
    const { paceMs, scheduler } = this.options;
    if (paceMs === undefined) return handler;
    return {
      ...handler,
      handle: async (events) => {
        const pace = scheduler.wait(paceMs, this.#stopping.signal);
        await handler.handle(events);
        await pace;
      },
    };
  }

  #settingAside(handler: SubscriptionHandler): SubscriptionHandler {
    const streams = this.#setAside;
    const passOver = async (position: Position): Promise<void> => handler.reached?.(position, false);
    return {
      ...handler,
      handle: async (events) => {
        const sound = streams.size === 0 ? events : events.filter(({ stream }) => !streams.has(stream));
        if (sound.length > 0) await handler.handle(sound);
        const last = events.at(-1);
        if (last !== undefined && last !== sound.at(-1)) await passOver(last.position);
      },
      damaged: async ({ stream, position }) => {
        streams.add(stream);
        await passOver(position);
      },
    };
  }

  #causeOfEnd(): unknown {
    return this.#interruption === null ? new Error('the subscription ended by itself') : this.#interruption.cause;
  }

  /**
   * Whether the checkpoint has moved since the lost connection started. A delivered event does not count as progress:
   * it is delivered again, and without a growing pause it would be retried in a tight loop.
   */
  async #hasProgressed(): Promise<boolean> {
    const startedAfter = this.#startedAfter;
    if (startedAfter === undefined) return false;
    return this.options.checkpoint().then(
      (now) => now !== startedAfter,
      () => false,
    );
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }
}
