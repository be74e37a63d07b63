import { recorded } from '@bookonce/contracts/event-catalogue';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { Watermark } from '@bookonce/kernel/watermark';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/life.js';
import type { Endpoint, ServiceName } from './endpoint.js';
import type { Parts } from './parts.js';
import { eventSubscribers, type EventSubscriber } from './subscribers.js';

export interface ServiceInstance {
  readonly life: Life;
  readonly running: Endpoint;
}

export interface PublisherDeps {
  readonly life: Life;
  readonly store: EventStore;
  readonly views: ReadModels;
  readonly chaos: Chaos;
  readonly parts: Pick<Parts, 'checkpoint' | 'deliversAgain'>;
  readonly instanceOf: (service: ServiceName) => ServiceInstance | null;
  readonly onHandled: (subscriber: string, event: StoredEvent) => void;
  /** A subscriber cannot handle an event, though nothing disturbs it any more. */
  readonly onStuck: (subscriber: string, event: StoredEvent, reason: string) => void;
}

const NAME = 'publisher';
const SAVE_EVERY_MS = 400;
const RETRY_MS = 400;
const MOST_TRIES_IN_CALM = 25;

type Outcome = 'handled' | { readonly failed: string };

/**
 * Follows the store and delivers every event to every subscriber, at least once and in order for each key, as the
 * product's publisher and bus do together. What is in hand is lost when it dies; it goes on from its checkpoint.
 */
export class SimulatedPublisher {
  #watermark = new Watermark();
  #handedOver: Position | null = null;
  #saved: Position | null = null;
  #saving = false;
  /** The last delivery of each subscriber and key. */
  readonly #chains = new Map<string, Promise<void>>();

  constructor(private readonly deps: PublisherDeps) {
    void this.#run();
  }

  async #run(): Promise<void> {
    const { views, store } = this.deps;
    const after = await views.checkpoint(NAME);
    this.#watermark = new Watermark(after);
    this.#saved = after;
    store.subscribe(
      { after, maxBatch: 8 },
      {
        handle: (events) => {
          for (const event of events) this.#handOver(event);
          return Promise.resolve();
        },
      },
    );
  }

  #handOver(event: StoredEvent): void {
    const settle = this.#watermark.begin(event.position);
    this.#handedOver = event.position;
    const interested = eventSubscribers.filter(({ types }) => types.has(event.type));
    void Promise.all(interested.map((subscriber) => this.#inOrder(subscriber, event))).then(() => {
      settle();
      void this.#save();
    });
    if (this.deps.parts.checkpoint(null, event.position) !== null) void this.#save();
  }

  #inOrder(subscriber: EventSubscriber, event: StoredEvent): Promise<void> {
    if (this.deps.chaos.unordered) return this.#deliver(subscriber, event);
    const key = `${subscriber.subscriber}/${subscriber.orderBy === 'stream' ? event.stream : event.meta.correlationId}`;
    const before = this.#chains.get(key) ?? Promise.resolve();
    const delivered = before.then(() => this.#deliver(subscriber, event));
    this.#chains.set(key, delivered);
    return delivered;
  }

  async #deliver(subscriber: EventSubscriber, event: StoredEvent): Promise<void> {
    const { life, chaos, onHandled, onStuck, parts } = this.deps;
    const what = `${event.type} of ${event.stream} to ${subscriber.subscriber}`;
    if (chaos.strikes('duplicate')) void this.#deliverAgain(subscriber, event, what);
    await life.pause(`delivers ${what}`, chaos.lateness());
    for (let triesInCalm = 0; triesInCalm < MOST_TRIES_IN_CALM;) {
      const outcome = await this.#hand(subscriber, event);
      if (outcome === 'handled') {
        onHandled(subscriber.subscriber, event);
        return;
      }
      if (!parts.deliversAgain) return;
      if (chaos.isCalm) triesInCalm += 1;
      if (triesInCalm === MOST_TRIES_IN_CALM) onStuck(subscriber.subscriber, event, outcome.failed);
      await life.pause(`retries ${what} after: ${outcome.failed}`, RETRY_MS);
    }
  }

  async #deliverAgain(subscriber: EventSubscriber, event: StoredEvent, what: string): Promise<void> {
    await this.deps.life.pause(`delivers again ${what}`, this.deps.chaos.repetition());
    await this.#hand(subscriber, event);
  }

  /** To any instance; fails when the instance dies over it. */
  #hand({ service, subscriber }: EventSubscriber, event: StoredEvent): Promise<Outcome> {
    const instance = this.deps.instanceOf(service);
    const handle = instance?.running.events[subscriber];
    if (instance === null || handle === undefined) return Promise.resolve({ failed: `no ${service} runs` });
    return new Promise((resolve) => {
      instance.life.onDeath(() => resolve({ failed: `${instance.life.name} died` }));
      handle(recorded(event)).then(
        () => resolve('handled'),
        (error: unknown) => resolve({ failed: error instanceof Error ? error.message : String(error) }),
      );
    });
  }

  async #save(): Promise<void> {
    if (this.#saving || this.#handedOver === null) return;
    this.#saving = true;
    await this.deps.life.pause('saves its checkpoint', SAVE_EVERY_MS);
    this.#saving = false;
    const position = this.deps.parts.checkpoint(this.#watermark.position, this.#handedOver);
    if (position === null || position === this.#saved) return;
    this.#saved = position;
    await this.deps.views.commit(NAME, [], position);
  }
}
