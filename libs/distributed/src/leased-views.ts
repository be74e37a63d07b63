import type { FollowerProgress } from '@bookonce/kernel/follower-progress';
import type { View } from '@bookonce/kernel/ports/read-models';
import type { Projector } from '@bookonce/kernel/projector';
import { LeasedView, type LeasedViewOptions } from './leased-view.js';

export interface LeasedViewsOptions extends Omit<LeasedViewOptions, 'projector'> {
  readonly projectors: readonly Projector[];
}

/**
 * Keeps the views of a service: of all instances of a release, the one that holds a view's lease follows it. Each
 * version has a lease of its own, so two releases keep their views side by side.
 */
export class LeasedViews {
  readonly #views: readonly LeasedView[];

  constructor({ projectors, ...options }: LeasedViewsOptions) {
    this.#views = projectors.map((projector) => new LeasedView({ ...options, projector }));
  }

  start(): void {
    for (const one of this.#views) one.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#views.map((one) => one.stop()));
  }

  /** The views that this instance follows at the moment. */
  followed(): readonly View[] {
    return this.#views.filter(({ isFollowed }) => isFollowed).map(({ view }) => view);
  }

  /** The progress of the views that this instance follows at the moment. */
  progress(): readonly FollowerProgress[] {
    return this.#views.flatMap(({ progress }) => progress ?? []);
  }

  /** Keys of the views that this instance should keep current but cannot at the moment. */
  interrupted(): readonly string[] {
    return this.#views.filter(({ isInterrupted }) => isInterrupted).map(({ view }) => view.key);
  }
}
