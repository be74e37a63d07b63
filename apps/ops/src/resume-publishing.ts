import { openDerivedDatabase } from '@bookonce/adapter-sqlite/derived-database';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { SqliteCheckpoints } from '@bookonce/adapter-sqlite/sqlite-service-records';
import { openHistory } from '@bookonce/distributed/history';
import { expectHeld, LostHistoryError } from '@bookonce/kernel/lost-history';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import { ConfigError } from '@bookonce/platform/variables';
import { expectHistoryIn, type Place } from './places.js';

/** Publishers of the embedded product and of the services. */
const PUBLISHERS = [
  'publisher',
  ...['link', 'availability', 'booking', 'workspace'].map((name) => `publisher-${name}`),
];

export interface ResumePublishingOptions {
  readonly place: Place;
  readonly namespace: string;
  /** Where stopped publishers go on: after this position, or after the `end` of history. Undefined: only lists them. */
  readonly after: string | undefined;
  /** Takes the lines of the result. */
  readonly write: (line: string) => void;
  /** Takes what the operator should know besides. */
  readonly report: (line: string) => void;
}

/**
 * Lists publishers, and lets those go on that have stopped because history lost events that they had published. Rejects
 * if a data folder is in use, and with a {@link ConfigError} if there is no history, no publisher, or no such position.
 */
export const resumePublishing = async (options: ResumePublishingOptions): Promise<void> => {
  const { after, write } = options;
  const { eventStore, checkpoints, close } = await open(options);
  try {
    const head = await eventStore.head();
    const goesOnAfter = after === undefined || after === 'end' ? head : within(after, head);
    let known = 0;
    write(`history ends at ${head ?? 'its start: it is empty'}`);
    for (const name of PUBLISHERS) {
      const checkpoint = await checkpoints.load(name);
      if (checkpoint === null) continue;
      known += 1;
      const lost = await lostBy(eventStore, checkpoints, name);
      if (lost === null) write(`${name} is at ${checkpoint}`);
      else if (after === undefined) write(`${name} has stopped: ${lost.message}`);
      else await goOn(checkpoints, name, goesOnAfter, write);
    }
    if (known === 0) throw new ConfigError('There is no publisher: none has published an event of this history yet.');
  } finally {
    await close();
  }
};

const goOn = async (
  checkpoints: Checkpoints,
  name: string,
  after: Position | null,
  write: (line: string) => void,
): Promise<void> => {
  if (after === null) await checkpoints.forget(name);
  else await checkpoints.save(name, after);
  write(`${name} goes on after ${after ?? 'the start of history'}`);
};

/** A position beyond the end would skip events silently, as soon as there are any. */
const within = (after: Position, head: Position | null): Position => {
  if (head !== null && after.length === head.length && after <= head) return after;
  throw new ConfigError(`--after must be "end" or a position up to ${head ?? 'the start of an empty history'}`);
};

const lostBy = async (store: EventStore, checkpoints: Checkpoints, name: string): Promise<LostHistoryError | null> => {
  try {
    await expectHeld(store, [await checkpoints.handled(name)]);
    return null;
  } catch (error) {
    if (error instanceof LostHistoryError) return error;
    throw error;
  }
};

interface Opened {
  readonly eventStore: EventStore;
  readonly checkpoints: Checkpoints;
  readonly close: () => Promise<void>;
}

const open = async ({ place, namespace, report }: ResumePublishingOptions): Promise<Opened> => {
  if (place.kind === 'server') return openHistory(place.url, namespace, { warn: report });
  const { path } = place;
  expectHistoryIn(path);
  const eventStore = await openSqliteEventStore({ folder: path, onLockWait: report });
  const operations = openDerivedDatabase(path, 'operations.db');
  return {
    eventStore,
    checkpoints: new SqliteCheckpoints(operations),
    close: async () => {
      operations.close();
      await eventStore.close();
    },
  };
};
