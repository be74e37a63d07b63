import type { HandlerTable } from '@bookonce/adapter-delivery/handler-table';
import { OrderedDelivery } from '@bookonce/adapter-delivery/ordered-delivery';
import { eventPattern, toCloudEvent } from '@bookonce/contracts/cloud-event';
import { BusUnavailableError, type Bus, type CommandMessage } from '@bookonce/kernel/ports/bus';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { BaseRpcContext } from '@nestjs/microservices';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/simulated-process.js';
import { SimulatedScheduler } from '../running/simulated-time.js';
import type { StepQueue } from '../running/step-queue.js';
import { serviceOf, type ServiceName, type Subscriber } from '../world/services.js';

export interface SimulatedBusDeps {
  readonly steps: StepQueue;
  readonly chaos: Chaos;
  readonly subscribers: readonly Subscriber[];
  /** A running instance of the service; null if none runs now. */
  readonly instanceOf: (service: ServiceName) => HandlingInstance | null;
  /** Hands an event to a subscriber's handler. */
  readonly deliver: (subscriber: string, event: StoredEvent, handle: () => Promise<void>) => Promise<void>;
  /** Called with each command as it is sent. */
  readonly onSent: (pattern: string, message: CommandMessage) => void;
  readonly onHandled: (subscriber: string, event: StoredEvent) => void;
  /** A subscriber failed to handle an event too often: the event became a dead letter. */
  readonly onBuried: (subscriber: string, event: StoredEvent, error: unknown) => void;
}

export interface HandlingInstance {
  readonly life: Life;
  readonly running: { readonly handlers: HandlerTable };
}

/** How long a sender waits for a reply unless it says so, in ms. */
const REPLY_TIMEOUT_MS = 5_000;
/** How long a message waits for an instance to start, in ms. */
const NO_INSTANCE_MS = 300;

const context = new BaseRpcContext([]);

/** Delivers messages between processes: once, twice, much later, or never unless delivery is promised. */
export class SimulatedBus {
  constructor(private readonly deps: SimulatedBusDeps) {}

  /** Sends the commands of one process. Each is delivered to any instance, and its reply may be lost. */
  of(sender: Life): Pick<Bus, 'request'> {
    return {
      request: (pattern, message, withinMs = REPLY_TIMEOUT_MS) =>
        sender.whileAlive(() => this.#request(sender, { pattern, message, withinMs })),
    };
  }

  /**
   * Publishes the events that one process hands over. As on the in-process bus, `publish` resolves when all subscribers
   * have handled the events, and events in flight are lost if the process crashes.
   */
  publisherOf(sender: Life): Pick<Bus, 'publish'> {
    const scheduler = new SimulatedScheduler(sender);
    const { onBuried } = this.deps;
    const deliveries = this.deps.subscribers.map((subscriber) => {
      const bury = (event: StoredEvent, error: unknown): Promise<void> => {
        onBuried(subscriber.subscriber, event, error);
        return Promise.resolve();
      };
      const delivery = new OrderedDelivery<StoredEvent>({
        scheduler,
        giveUpAfterMs: 0,
        onRetry: () => undefined,
        bury,
      });
      return { subscriber, delivery };
    });
    const publish = async (event: StoredEvent): Promise<void> => {
      if (this.#refuses()) throw new BusUnavailableError('the bus took no events');
      const interested = deliveries.filter(({ subscriber }) => subscriber.types.has(event.type));
      await Promise.all(
        interested.map(({ subscriber, delivery }) =>
          delivery.deliver(this.#keyOf(subscriber, event), event, this.#deliverOnce(sender, subscriber, event)),
        ),
      );
    };
    return { publish: async (events) => void (await Promise.all(events.map(publish))) };
  }

  #request<Reply>(sender: Life, { pattern, message, withinMs }: SentCommand): Promise<Reply> {
    const { steps, chaos, onSent } = this.deps;
    onSent(pattern, message);
    const wire = JSON.stringify(message);
    const what = `${pattern} for ${message.context.correlationId}`;
    return new Promise((resolve, reject) => {
      const timeout = steps.submit(
        `${sender.name}: no reply to ${what}`,
        () => {
          if (sender.alive) reject(new BusUnavailableError(`no reply to ${what}`));
        },
        withinMs,
      );
      const reply = (label: string, settle: () => void): void => {
        if (chaos.strikes('lost')) return;
        steps.submit(`${sender.name} ⇠ ${label} ${what}`, () => {
          if (!sender.alive || timeout.cancelled) return;
          timeout.cancelled = true;
          settle();
        });
      };
      const sent = `${sender.name} ⇢ ${what}`;
      steps.submit(sent, () => this.#answer(pattern, wire, what, { resolve, reject, reply }), chaos.lateness());
      if (chaos.strikes('duplicate')) {
        steps.submit(`again ${sent}`, () => this.#answer(pattern, wire, what, null), chaos.repetition());
      }
    });
  }

  #answer(pattern: string, wire: string, what: string, back: Back | null): void {
    const { steps, instanceOf } = this.deps;
    const instance = instanceOf(serviceOf(pattern));
    if (instance === null) {
      steps.submit(`nobody answers ${what}`, () => this.#answer(pattern, wire, what, back), NO_INSTANCE_MS);
      return;
    }
    const handler = instance.running.handlers.commands.get(pattern);
    if (handler === undefined) throw new Error(`${instance.life.name} does not handle ${pattern}`);
    Promise.resolve(handler(JSON.parse(wire), context)).then(
      (value: unknown) => {
        const text = JSON.stringify(value);
        back?.reply('reply', () => back.resolve(JSON.parse(text) as never));
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        back?.reply(`failure (${reason})`, () => back.reject(new BusUnavailableError(reason)));
      },
    );
  }

  /** Rarer than a lost reply: everything above the publisher's checkpoint is published again. */
  #refuses(): boolean {
    const { chaos } = this.deps;
    return chaos.strikes('lost') && chaos.strikes('lost');
  }

  #keyOf({ orderBy }: Subscriber, event: StoredEvent): string {
    if (this.deps.chaos.unordered) return event.id;
    return orderBy === 'stream' ? event.stream : event.meta.correlationId;
  }

  /** Makes one attempt to deliver; the first may be late or come twice. `OrderedDelivery` repeats it until it succeeds. */
  #deliverOnce(sender: Life, subscriber: Subscriber, event: StoredEvent): () => Promise<void> {
    const { chaos } = this.deps;
    const what = `${event.type} of ${event.stream} to ${subscriber.subscriber}`;
    let isFirst = true;
    return async () => {
      const isRetry = !isFirst;
      isFirst = false;
      if (!isRetry && chaos.strikes('duplicate')) {
        const again = sender.pause(`delivers again ${what}`, chaos.repetition());
        void again.then(() => this.#hand(subscriber, event)).catch(() => undefined);
      }
      await sender.pause(`${isRetry ? 'retries' : 'delivers'} ${what}`, isRetry ? 0 : chaos.lateness());
      await this.deps.deliver(subscriber.subscriber, event, () => this.#hand(subscriber, event));
    };
  }

  /** Lets any instance handle the event. Fails if that instance crashes meanwhile. */
  async #hand({ service, subscriber }: Subscriber, event: StoredEvent): Promise<void> {
    const { instanceOf, onHandled } = this.deps;
    const instance = instanceOf(service);
    if (instance === null) throw new BusUnavailableError(`no ${service} service runs`);
    const { life, running } = instance;
    const handlers = running.handlers
      .subscribersOf(eventPattern(event.type))
      .filter(({ options }) => options.subscriber === subscriber);
    const crashed = Promise.withResolvers<never>();
    life.onDeath(() => crashed.reject(new BusUnavailableError(`${life.name} crashed`)));
    const handling = Promise.all(handlers.map(({ handler }) => handler(toCloudEvent(event), context)));
    await Promise.race([handling, crashed.promise]);
    onHandled(subscriber, event);
  }
}

interface SentCommand {
  readonly pattern: string;
  readonly message: CommandMessage;
  readonly withinMs: number;
}

interface Back {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly reply: (label: string, settle: () => void) => void;
}
