import type { Ports } from '@bookonce/platform/ports.module';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import { Publisher } from '@bookonce/kernel/publisher';
import { readModelTimers } from '@bookonce/kernel/read-model-timers';
import { TimerRunner } from '@bookonce/kernel/timer-runner';
import type { Logger } from 'pino';
import type { DrivenParts, DueTimers } from '@bookonce/platform/service-parts';

export interface FollowersOptions extends DrivenParts {
  readonly ports: Pick<Ports, 'eventStore' | 'readModels' | 'checkpoints' | 'bus' | 'clock' | 'scheduler'>;
  /** How often views are checked that their server may lose. Never when left out. */
  readonly checkEveryMs?: number;
  /** How long events, and views, may wait for more, so that they go together. Not at all when left out. */
  readonly pace?: { readonly publishingMs: number; readonly viewsMs: number };
  readonly logger: Logger;
}

const CATCH_UP_PATIENCE_MS = 1_000;

/** Everything that derives from history: read models, what is published, timers. */
export class HistoryFollowers {
  readonly #projections: readonly ProjectionRunner[];
  readonly #publishers: readonly Publisher[];
  readonly #timers: readonly TimerRunner[];

  constructor(private readonly options: FollowersOptions) {
    const { ports, projectors, publishers, timers, pace } = options;
    const { eventStore: store, readModels, checkpoints, bus, scheduler } = ports;
    const runners = new Map(timers.map((due) => [due.collection.key, this.#timerRunner(due)]));
    this.#timers = [...runners.values()];
    this.#publishers = publishers.map(
      (published) =>
        new Publisher({
          store,
          bus,
          checkpoints,
          scheduler,
          ...published,
          ...(pace === undefined ? {} : { paceMs: pace.publishingMs }),
          onError: this.#failed(published.name),
        }),
    );
    this.#projections = projectors.map(
      (projector) =>
        new ProjectionRunner({
          projector,
          store,
          readModels,
          scheduler,
          ...(pace === undefined ? {} : { paceMs: pace.viewsMs }),
          ...(options.checkEveryMs === undefined ? {} : { checkEveryMs: options.checkEveryMs }),
          onCommitted: (_position, writes) => {
            for (const { collection, doc } of writes) {
              if (doc !== null) runners.get(collection.key)?.poke((doc as Timer).dueAt);
            }
          },
          onError: this.#failed(projector.view.key),
        }),
    );
  }

  startViews(): void {
    for (const projection of this.#projections) projection.start();
  }

  /** What was left half done is taken up from now on. */
  startEffects(): void {
    for (const publisher of this.#publishers) publisher.start();
    for (const timer of this.#timers) timer.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#timers.map((timer) => timer.stop()));
    await Promise.all(this.#publishers.map((publisher) => publisher.stop()));
    await Promise.all(this.#projections.map((projection) => projection.stop()));
  }

  /** Resolves when every read model shows what is stored now. */
  async caughtUp(): Promise<void> {
    const { eventStore, readModels } = this.options.ports;
    const head = await eventStore.head();
    if (head === null) return;
    const views = this.options.projectors.map(({ view }) => view);
    while (!(await readModels.waitFor(views, head, CATCH_UP_PATIENCE_MS))) {
      this.options.logger.info({ head }, 'read models are catching up with history');
    }
  }

  /** Resolves when nothing follows any more from what is stored, all timers due by now included. */
  async settled(): Promise<void> {
    for (;;) {
      const head = await this.options.ports.eventStore.head();
      for (const publisher of this.#publishers) await publishedUpTo(publisher, head);
      await this.caughtUp();
      if (head !== (await this.options.ports.eventStore.head())) continue;
      const fired = await Promise.all(this.#timers.map((timer) => timer.fireDue()));
      if (fired.every((count) => count === 0) && head === (await this.options.ports.eventStore.head())) return;
    }
  }

  /** Parts that are held up, by name. */
  interrupted(): readonly string[] {
    return [
      ...this.#projections.flatMap(({ status }) => (status.lastError === null ? [] : [status.name])),
      ...this.#publishers.flatMap(({ name, lastError }) => (lastError === null ? [] : [name])),
    ];
  }

  #failed(name: string): (error: unknown, retryInMs: number) => void {
    return (error, retryInMs) =>
      this.options.logger.error({ err: error, name, retryInMs }, 'following history was interrupted');
  }

  #timerRunner({ collection, handle }: DueTimers): TimerRunner {
    const { ports, logger } = this.options;
    return new TimerRunner({
      timers: readModelTimers(ports.readModels, collection),
      clock: ports.clock,
      scheduler: ports.scheduler,
      handle,
      onError: (error, timer) => logger.warn({ err: error, timer: timer?.id }, 'a timer could not be handled yet'),
    });
  }
}

const publishedUpTo = async (publisher: Publisher, head: string | null): Promise<void> => {
  while (head !== null && (publisher.position ?? '') < head) {
    await new Promise(setImmediate);
    await publisher.drained();
  }
};
