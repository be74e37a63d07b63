import type { FollowerProgress } from '@bookonce/kernel/follower-progress';
import { HISTORY_CHECKED_EVERY_MS } from '@bookonce/kernel/lost-history';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { DocumentWrite } from '@bookonce/kernel/ports/read-models';
import type { Cancel } from '@bookonce/kernel/ports/scheduler';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import { Publisher } from '@bookonce/kernel/publisher';
import { readModelTimers } from '@bookonce/kernel/read-model-timers';
import { TimerRunner } from '@bookonce/kernel/timer-runner';
import { logFailure } from '@bookonce/platform/log-failure';
import type { Ports } from '@bookonce/platform/ports.module';
import type { DrivenParts, DueTimers } from '@bookonce/platform/service-parts';
import type { Logger } from 'pino';
import { FillingProgress } from './filling-progress.js';

export interface FollowersOptions extends DrivenParts {
  readonly ports: Pick<
    Ports,
    'eventStore' | 'readModels' | 'acknowledgedPositions' | 'checkpoints' | 'bus' | 'clock' | 'scheduler'
  >;
  /** Interval for checking timers that another process may set; default: never. */
  readonly timersCheckedEveryMs?: number;
  /** Interval for checking that the server still has the views; default: never. */
  readonly viewsCheckedEveryMs?: number;
  /** How long events may wait to be published in one batch; default: not at all. */
  readonly publishingPaceMs?: number;
  readonly logger: Logger;
}

/** Catching up is logged only if it takes longer than this. */
const REPORT_EVERY_MS = 1_000;

/** All followers of history in one process: views, publishers and timers. */
export class HistoryFollowers {
  readonly #projections: readonly ProjectionRunner[];
  readonly #publishers: readonly Publisher[];
  /** By key of their collection. */
  readonly #timers: ReadonlyMap<string, TimerRunner>;
  #cancelChecks: Cancel | null = null;

  constructor(private readonly options: FollowersOptions) {
    const { ports, projectors, publishers, timers, publishingPaceMs, viewsCheckedEveryMs, logger } = options;
    const { eventStore: store, readModels, acknowledgedPositions, checkpoints, bus, scheduler } = ports;
    this.#timers = new Map(timers.map((due) => [due.collection.key, this.#timerRunner(due)]));
    this.#publishers = publishers.map(
      (published) =>
        new Publisher({
          store,
          bus,
          checkpoints,
          scheduler,
          ...published,
          ...(publishingPaceMs === undefined ? {} : { paceMs: publishingPaceMs }),
          historyCheckedEveryMs: HISTORY_CHECKED_EVERY_MS,
          onLost: (error) => logger.error(`publisher ${published.name} has stopped: ${error.message}`),
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
          historyCheckedEveryMs: HISTORY_CHECKED_EVERY_MS,
          acknowledgedPositions,
          ...(viewsCheckedEveryMs === undefined ? {} : { checkEveryMs: viewsCheckedEveryMs }),
          onLost: (error) => logger.warn(`view ${projector.view.key} is filled anew: ${error.message}`),
          onCommitted: (_position, writes) => this.poke(writes),
          onError: this.#failed(projector.view.key),
        }),
    );
  }

  startViews(): void {
    for (const projection of this.#projections) projection.start();
  }

  /** Starts publishing and firing timers, which completes work that an earlier run left unfinished. */
  startEffects(): void {
    for (const publisher of this.#publishers) publisher.start();
    for (const timer of this.#timers.values()) timer.start();
    const { timersCheckedEveryMs, ports } = this.options;
    if (timersCheckedEveryMs === undefined) return;
    this.#cancelChecks = ports.scheduler.repeat(timersCheckedEveryMs, () => {
      for (const timer of this.#timers.values()) timer.poke();
    });
  }

  /** Fires timers that these writes have set, as soon as they are due. */
  poke(writes: readonly DocumentWrite[]): void {
    for (const { collection, doc } of writes) {
      if (doc !== null) this.#timers.get(collection.key)?.poke((doc as Timer).dueAt);
    }
  }

  async stop(): Promise<void> {
    this.#cancelChecks?.();
    await Promise.all([...this.#timers.values()].map((timer) => timer.stop()));
    await Promise.all(this.#publishers.map((publisher) => publisher.stop()));
    await Promise.all(this.#projections.map((projection) => projection.stop()));
  }

  /**
   * Resolves when every view includes all events stored by now. If that takes long, the log says how far they are.
   * `measure`: see {@link FillingProgress}.
   */
  async caughtUp(measure?: (position: Position | null) => number): Promise<void> {
    const { ports, logger, projectors } = this.options;
    const { eventStore, readModels, scheduler } = ports;
    const head = await eventStore.head();
    if (head === null) return;
    const views = projectors.map(({ view }) => view);
    const progress = new FillingProgress(head, measure ?? ((position) => (position === null ? 0 : 1)));
    while (!(await readModels.waitFor(views, head, REPORT_EVERY_MS))) {
      const statuses = this.#projections.map(({ status: { name, position } }) => ({ key: name, position }));
      logger.info(progress.describe(statuses, scheduler.now()));
    }
  }

  /** Resolves when all consequences of stored events are stored, including those of timers due by now. */
  async settled(): Promise<void> {
    for (;;) {
      const head = await this.options.ports.eventStore.head();
      for (const publisher of this.#publishers) await publishedUpTo(publisher, head);
      await this.caughtUp();
      if (head !== (await this.options.ports.eventStore.head())) continue;
      const fired = await Promise.all([...this.#timers.values()].map((timer) => timer.fireDue()));
      if (fired.every((count) => count === 0) && head === (await this.options.ports.eventStore.head())) return;
    }
  }

  /** Names of the parts that cannot proceed at the moment. */
  interrupted(): readonly string[] {
    return [
      ...this.#projections.flatMap(({ status }) => (status.lastError === null ? [] : [status.name])),
      ...this.#publishers.flatMap(({ name, lastError }) => (lastError === null ? [] : [name])),
    ];
  }

  viewProgress(): readonly FollowerProgress[] {
    return this.#projections.map(({ progress }) => progress);
  }

  publisherProgress(): readonly FollowerProgress[] {
    return this.#publishers.map(({ progress }) => progress);
  }

  #failed(name: string): (error: unknown, retryInMs: number) => void {
    return (error, retryInMs) =>
      logFailure(this.options.logger, 'error', { err: error, name, retryInMs }, 'following history was interrupted');
  }

  #timerRunner({ collection, handle }: DueTimers): TimerRunner {
    const { ports, logger } = this.options;
    return new TimerRunner({
      timers: readModelTimers(ports.readModels, collection),
      clock: ports.clock,
      scheduler: ports.scheduler,
      handle,
      onError: (error, timer) =>
        logFailure(logger, 'warn', { err: error, timer: timer?.id }, 'a timer could not be handled yet'),
    });
  }
}

const publishedUpTo = async (publisher: Publisher, head: string | null): Promise<void> => {
  while (head !== null && !publisher.hasStopped && (publisher.position ?? '') < head) {
    await new Promise(setImmediate);
    await publisher.drained();
  }
};
