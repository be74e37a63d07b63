import {
  StoreUnavailableError,
  type AppendOutcome,
  type EventPlace,
  type EventStore,
  type NewEvent,
  type Position,
  type ReadOptions,
  type StoredEvent,
  type StreamName,
  type SubscribeOptions,
  type Subscription,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/simulated-process.js';
import type { StepQueue } from '../running/step-queue.js';

export interface FaultyStoreDeps {
  /** The event store's server. Events count as stored once it has them. */
  readonly server: EventStore;
  readonly steps: StepQueue;
  readonly chaos: Chaos;
  /** The process that this connection belongs to. */
  readonly life: Life;
  /** How long an event takes to reach a subscriber, in ms. Events stored meanwhile arrive in the same delivery. */
  readonly lag: () => number;
  /** Most events in one delivery. */
  readonly maxBatch: number;
}

/**
 * One process's connection to the event store. Request and answer each take a step, and a request that was sent arrives
 * even if the process crashes meanwhile.
 */
export class FaultyStore implements EventStore {
  constructor(private readonly deps: FaultyStoreDeps) {}

  append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    return this.deps.life.whileAlive(() => this.#append(stream, expectedRevision, events));
  }

  async #append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    const { chaos, life, server } = this.deps;
    const what = `append ${stream} after ${expectedRevision}: ${events.map((event) => event.type).join(', ')}`;
    if (chaos.strikes('unavailable')) return this.#lose(what, () => server.append(stream, expectedRevision, events));
    await this.#travel(`${life.name} ⇢ store: ${what}`);
    const outcome = await server.append(stream, expectedRevision, events);
    await life.pause(`${describe(outcome)} ${what}`);
    return outcome;
  }

  async readStream(stream: StreamName, options?: ReadOptions): Promise<readonly StoredEvent[]> {
    const { chaos, life, server } = this.deps;
    await life.pause(`read ${stream}`);
    if (chaos.strikes('unavailable')) throw new StoreUnavailableError('lost while reading');
    return server.readStream(stream, options);
  }

  async head(): Promise<Position | null> {
    await this.deps.life.pause('asks for the head');
    return this.deps.server.head();
  }

  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription {
    const { life, server, lag, maxBatch } = this.deps;
    const { reached } = handler;
    return server.subscribe(
      { ...options, maxBatch },
      {
        handle: async (events) => {
          await life.pause(`receives ${events.length} event(s) up to ${events.at(-1)?.position ?? ''}`, lag());
          this.#loseSubscription();
          await handler.handle(events);
        },
        ...(reached && {
          reached: async (position: Position, isEnd: boolean, last?: EventPlace) => {
            await life.pause(`has looked up to ${position}`, lag());
            await reached(position, isEnd, last);
          },
        }),
      },
    );
  }

  /** Rarer than a lost request: a lost subscription costs many more steps. */
  #loseSubscription(): void {
    const { chaos } = this.deps;
    if (chaos.strikes('unavailable') && chaos.strikes('unavailable')) {
      throw new StoreUnavailableError('the subscription was lost');
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Fails with an unknown outcome: the events are stored before that, later, or never. */
  async #lose(what: string, send: () => Promise<AppendOutcome>): Promise<never> {
    const { chaos, life, steps } = this.deps;
    if (chaos.strikes('unavailable')) {
      await life.pause(`never arrives: ${what}`);
    } else if (chaos.strikes('late')) {
      steps.submit(`arrives late: ${what}`, () => void send(), chaos.delay());
      await life.pause(`timed out: ${what}`);
    } else {
      await this.#travel(`${life.name} ⇢ store: ${what}`);
      await send();
      await life.pause(`answer lost: ${what}`);
    }
    throw new StoreUnavailableError(`lost: ${what}`);
  }

  /** Resolves when the request has arrived, before the sender's timeout, even if the sender is dead by then. */
  #travel(label: string): Promise<void> {
    return new Promise((resolve) => {
      this.deps.steps.submit(label, resolve, this.deps.chaos.strikes('late') ? this.deps.chaos.hesitation() : 0);
    });
  }
}

const describe = (outcome: AppendOutcome): string => {
  if (outcome.outcome === 'conflict') return `conflict at ${outcome.actualRevision}:`;
  return outcome.repeated ? 'was there before:' : 'stored:';
};
