import type { EventStore, Position } from './ports/event-store.js';
import type { ReadModels } from './ports/read-models.js';
import type { Scheduler } from './ports/scheduler.js';
import { ProjectionRunner } from './projection-runner.js';
import type { Projector } from './projector.js';

export interface RebuildOptions {
  readonly projector: Projector;
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly scheduler: Scheduler;
  readonly onProgress?: (position: Position) => void;
}

/**
 * Throws a projector's read models away and derives them from history again, up to where history ends now.
 * Takes a projector by type; anything else is refused at run time too, as a replay must have no effect (I14).
 */
export const rebuild = async ({
  projector,
  store,
  readModels,
  scheduler,
  onProgress,
}: RebuildOptions): Promise<void> => {
  if (projector.kind !== 'projector') {
    throw new Error(
      'only a projector can be rebuilt: replaying history through anything else would repeat its effects',
    );
  }
  await readModels.remove(projector.view);
  const head = await store.head();
  if (head === null) return;
  await new Promise<void>((resolve, reject) => {
    const runner = new ProjectionRunner({
      projector,
      store,
      readModels,
      scheduler,
      onCommitted: (position) => {
        onProgress?.(position);
        if (position >= head) void runner.stop().then(resolve, reject);
      },
      onError: (error) => void runner.stop().finally(() => reject(error)),
    });
    runner.start();
  });
  await readModels.markFilled(projector.view);
};
