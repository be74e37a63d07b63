import type { ReadModels, View } from '@bookonce/kernel/ports/read-models';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { PartCheck } from '@bookonce/platform/readiness';

export interface EmbeddedReadiness {
  readonly eventStore: Pick<EventStore, 'head'>;
  readonly readModels: Pick<ReadModels, 'views'>;
  readonly disk: { isWritable(): Promise<boolean> };
  readonly eventsFile: { isReadable(): boolean };
  readonly eventsCheck: { isSound(): boolean };
  /** Null until the product has started. */
  readonly running: { readonly views: readonly View[]; readonly interrupted: readonly string[] } | null;
}

/** Returns a check for each part that the embedded product depends on: disks are read and written, not remembered. */
export const embeddedParts = (parts: EmbeddedReadiness): Readonly<Record<string, PartCheck>> => {
  const { eventStore, readModels, disk, eventsFile, eventsCheck, running } = parts;
  return {
    eventStore: async () => {
      await eventStore.head();
      return true;
    },
    'events.db': () => eventsFile.isReadable() && eventsCheck.isSound(),
    disk: () => disk.isWritable(),
    readModels: async () => running !== null && unfilledOf(running.views, readModels),
    ...Object.fromEntries((running?.interrupted ?? []).map((name) => [name, () => false])),
  };
};

/** Views are filled anew after their file was damaged; until then reads answer 503. */
const unfilledOf = async (
  views: readonly View[],
  readModels: Pick<ReadModels, 'views'>,
): Promise<Readonly<Record<string, boolean>>> => {
  const stored = await readModels.views();
  const isFilled = ({ key }: View): boolean => stored.some(({ view, isFilled: is }) => is && view.key === key);
  return Object.fromEntries(views.filter((view) => !isFilled(view)).map(({ key }) => [`view ${key}`, false]));
};
