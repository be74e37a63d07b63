import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { type ReadModels, ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { calendarHosts, calendarsView, type CalendarHostDocument } from '../views/calendar-documents.js';

export interface KnownHostDeps {
  readonly store: Pick<EventStore, 'head'>;
  readonly readModels: Pick<ReadModels, 'get' | 'waitFor'>;
}

const SHOWN_WITHIN_MS = 2_000;

/**
 * Returns a host of the caller's workspace; null if there is none. The views show everything stored so far, so a host
 * that was just created is known.
 */
export const knownHost = async (
  { store, readModels }: KnownHostDeps,
  hostId: string,
  { workspaceId }: Pick<CommandContext, 'workspaceId'>,
): Promise<CalendarHostDocument | null> => {
  const head = await store.head();
  if (head !== null && !(await readModels.waitFor([calendarsView], head, SHOWN_WITHIN_MS))) {
    throw new ReadModelsUnavailableError(`${calendarsView.key} is behind`);
  }
  const host = await readModels.get(calendarHosts, hostId);
  return host?.workspaceId === workspaceId ? host : null;
};
