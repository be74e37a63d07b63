import { LeasedRunner } from '@bookonce/kernel/leased-runner';
import { HISTORY_CHECKED_EVERY_MS } from '@bookonce/kernel/lost-history';
import type { Leases } from '@bookonce/kernel/ports/leases';
import type { DocumentWrite, View } from '@bookonce/kernel/ports/read-models';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import type { Projector } from '@bookonce/kernel/projector';
import { logFailure } from '@bookonce/platform/log-failure';
import type { Ports } from '@bookonce/platform/ports.module';
import type { Logger } from 'pino';

export interface LeasedViewsOptions {
  readonly projectors: readonly Projector[];
  readonly leases: Leases;
  readonly ports: Pick<Ports, 'eventStore' | 'readModels' | 'acknowledgedPositions' | 'scheduler'>;
  readonly onCommitted: (writes: readonly DocumentWrite[]) => void;
  readonly logger: Pick<Logger, 'error' | 'warn' | 'debug'>;
}

interface LeasedView {
  readonly view: View;
  readonly leased: LeasedRunner;
  projection: ProjectionRunner | null;
}

/** How long the other instances wait for one that died. */
const LEASE_MS = 6_000;
/** Redis may lose its data while no event is stored. */
const CHECKED_EVERY_MS = 2_000;
/** A commit costs more than an event in it. */
const PACE_MS = 6;

/**
 * Keeps the views of a service: of all instances of a release, the one that holds a view's lease follows it. Each
 * version has a lease of its own, so two releases keep their views side by side.
 */
export class LeasedViews {
  readonly #views: readonly LeasedView[];

  constructor(options: LeasedViewsOptions) {
    this.#views = options.projectors.map((projector) => {
      const { view } = projector;
      const make = (): ProjectionRunner => {
        leasedView.projection = projectionOf(projector, options);
        return leasedView.projection;
      };
      const leased = new LeasedRunner({ leases: options.leases, name: `view:${view.key}`, ttlMs: LEASE_MS, make });
      const leasedView: LeasedView = { view, leased, projection: null };
      return leasedView;
    });
  }

  start(): void {
    for (const { leased } of this.#views) leased.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#views.map(({ leased }) => leased.stop()));
  }

  /** The views that this instance follows at the moment. */
  followed(): readonly View[] {
    return this.#views.filter(({ leased }) => leased.isRunning).map(({ view }) => view);
  }

  /** Keys of the views that this instance follows but cannot keep current at the moment. */
  interrupted(): readonly string[] {
    return this.#views.flatMap(({ view, leased, projection }) =>
      leased.isRunning && projection !== null && projection.status.lastError !== null ? [view.key] : [],
    );
  }
}

const projectionOf = (projector: Projector, { ports, onCommitted, logger }: LeasedViewsOptions): ProjectionRunner =>
  new ProjectionRunner({
    projector,
    store: ports.eventStore,
    readModels: ports.readModels,
    acknowledgedPositions: ports.acknowledgedPositions,
    scheduler: ports.scheduler,
    paceMs: PACE_MS,
    checkEveryMs: CHECKED_EVERY_MS,
    historyCheckedEveryMs: HISTORY_CHECKED_EVERY_MS,
    onLost: (error) => logger.warn(`view ${projector.view.key} is filled anew: ${error.message}`),
    onCommitted: (_position, writes) => onCommitted(writes),
    onError: (error, retryInMs) =>
      logFailure(
        logger,
        'error',
        { err: error, name: projector.view.key, retryInMs },
        'following history was interrupted',
      ),
  });
