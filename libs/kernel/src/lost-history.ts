import {
  DamagedEventError,
  type EventPlace,
  type EventStore,
  type Position,
  UnknownEventError,
} from './ports/event-store.js';

/** How often a process checks that history still holds what its followers have handled. */
export const HISTORY_CHECKED_EVERY_MS = 60_000;

/**
 * History no longer holds an event that was handled: it lost its tail, because a backup was restored or a standby
 * that lagged behind took over. Other events may have taken the place of the lost ones.
 */
export class LostHistoryError extends Error {
  override readonly name = 'LostHistoryError';

  constructor(
    readonly lost: EventPlace,
    /** The position at which history ended when this was noticed; null if it was empty. */
    readonly endsAt: Position | null,
  ) {
    super(
      `history no longer holds the last event handled: ${lost.id}, revision ${lost.revision} of ${lost.stream}, ` +
        `at position ${lost.position}. It ends at ${endsAt ?? 'its start'}. A backup was restored, or a server took over that lacked the last events. ` +
        'See docs/runbooks/restored-backup.md',
    );
  }
}

/**
 * Returns whether history holds this very event, and at this place. True if the event cannot be read: readers report
 * damaged ones, and followers pass over the types of a newer release.
 */
const holdsEvent = async (
  store: Pick<EventStore, 'readStream'>,
  { stream, revision, id, position }: EventPlace,
): Promise<boolean> => {
  // Backwards, because stores may answer reads of a stream's beginning from memory.
  try {
    const [event] = await store.readStream(stream, { direction: 'backwards', from: revision, limit: 1 });
    return event?.revision === revision && event.id === id && event.position === position;
  } catch (error) {
    if (error instanceof DamagedEventError || error instanceof UnknownEventError) return true;
    throw error;
  }
};

/** Throws a {@link LostHistoryError} if history does not hold one of these events. */
export const expectHeld = async (
  store: Pick<EventStore, 'readStream' | 'head'>,
  places: readonly (EventPlace | null)[],
): Promise<void> => {
  for (const place of places) {
    if (place === null || (await holdsEvent(store, place))) continue;
    throw new LostHistoryError(place, await store.head());
  }
};
