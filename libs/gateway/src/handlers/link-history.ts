import type { HistoryEntry } from '@bookonce/contracts/values/history-entry';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { keyRecords, members } from '@bookonce/workspace/views/workspace-documents';

/**
 * The history of a link and of the booking that consumed it. Each of the two stays in its own order, and nothing of the
 * booking comes before the link was consumed, whatever the clocks of the services said.
 */
export const joinedHistory = (
  ofLink: readonly HistoryEntry[],
  ofBooking: readonly HistoryEntry[],
): readonly HistoryEntry[] => {
  const consumed = ofLink.findIndex(({ type }) => type === 'LinkConsumed') + 1;
  const later = ofLink.slice(consumed);
  const joined = [...ofLink.slice(0, consumed)];
  let next = 0;
  for (const entry of ofBooking) {
    for (let one = later[next]; one !== undefined && one.at < entry.at; one = later[next]) {
      joined.push(one);
      next += 1;
    }
    joined.push(entry);
  }
  return [...joined, ...later.slice(next)];
};

/** A history entry as the API shows it. */
export type NamedEntry = Omit<HistoryEntry, 'actorId'> & {
  /** The name is missing if the views do not know the actor, such as a session of somebody who is no longer a member. */
  readonly actor?: { readonly id: string; readonly name?: string };
};

/** Adds the current names of those who acted. */
export const namingActors = async (
  readModels: Pick<ReadModels, 'get'>,
  entries: readonly HistoryEntry[],
): Promise<readonly NamedEntry[]> => {
  const ids = new Set(entries.flatMap(({ actorId }) => (actorId === undefined ? [] : [actorId])));
  const named = await Promise.all(
    [...ids].map(async (id) => {
      const isKey = id.startsWith('key_');
      const found = await (isKey ? readModels.get(keyRecords, id) : readModels.get(members, id));
      return [id, found === null ? { id } : { id, name: found.name }] as const;
    }),
  );
  const actors = new Map(named);
  return entries.map(({ actorId, ...entry }) => {
    const actor = actorId === undefined ? undefined : actors.get(actorId);
    return actor === undefined ? entry : { ...entry, actor };
  });
};
