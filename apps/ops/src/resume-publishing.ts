import { openDerivedDatabase } from '@bookonce/adapter-sqlite/derived-database';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { SqliteCheckpoints } from '@bookonce/adapter-sqlite/sqlite-service-records';
import { openHistory } from '@bookonce/distributed/history';
import { expectHeld, LostHistoryError } from '@bookonce/kernel/lost-history';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import { ConfigError } from '@bookonce/platform/variables';

/** Publishers of the embedded product and of the services. */
const PUBLISHERS = [
  'publisher',
  ...['link', 'availability', 'booking', 'workspace'].map((name) => `publisher-${name}`),
];

export interface ResumePublishingOptions {
  /** A data folder, or the URL of a server. */
  readonly place: string;
  readonly namespace: string;
  /** Where stopped publishers go on: after this position, or after the `end` of history. Undefined: only lists them. */
  readonly after: string | undefined;
  readonly report: (message: string) => void;
}

/**
 * Lists publishers, and lets those go on that have stopped because history lost events that they had published. Rejects
 * if a data folder is in use.
 */
export const resumePublishing = async ({ place, namespace, after, report }: ResumePublishingOptions): Promise<void> => {
  const { eventStore, checkpoints, close } = await open(place, namespace);
  try {
    const head = await eventStore.head();
    report(`history ends at ${head ?? 'its start: it is empty'}`);
    for (const name of PUBLISHERS) {
      const checkpoint = await checkpoints.load(name);
      if (checkpoint === null) continue;
      const lost = await lostBy(eventStore, checkpoints, name);
      if (lost === null) report(`${name} is at ${checkpoint}`);
      else if (after === undefined) report(`${name} has stopped: ${lost.message}`);
      else await goOn(checkpoints, name, after === 'end' ? head : within(after, head), report);
    }
  } finally {
    await close();
  }
};

const goOn = async (
  checkpoints: Checkpoints,
  name: string,
  after: Position | null,
  report: (message: string) => void,
): Promise<void> => {
  if (after === null) await checkpoints.forget(name);
  else await checkpoints.save(name, after);
  report(`${name} goes on after ${after ?? 'the start of history'}`);
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

const open = async (place: string, namespace: string): Promise<Opened> => {
  if (/^[a-z+]+:\/\//.test(place)) {
    return openHistory(place, namespace, { warn: (message) => void process.stderr.write(`${message}\n`) });
  }
  const eventStore = await openSqliteEventStore({ folder: place });
  const operations = openDerivedDatabase(place, 'operations.db');
  return {
    eventStore,
    checkpoints: new SqliteCheckpoints(operations),
    close: async () => {
      operations.close();
      await eventStore.close();
    },
  };
};
