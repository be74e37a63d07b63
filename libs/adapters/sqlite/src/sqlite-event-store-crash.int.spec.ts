import type { EventStore, StoredEvent } from '@bookonce/kernel/ports/event-store';
import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { runScript } from '@bookonce/testing/processes/run-script';
import { openSqliteEventStore } from './open-sqlite-event-store.js';

/** Lines read in each round before its process is killed: at the first answer, and under load. */
const KILLED_AFTER = [1, 20, 300, 1_000, 3_000, 5_000];

/** Resolves with everything that the process had reported before it died. */
const appendAndKill = async (folder: string, round: number, killedAfter: number): Promise<readonly string[]> => {
  const { process, lines, ended } = runScript('append-forever', folder, String(round));
  const known: string[] = [];
  for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
    known.push(line.value);
    if (known.length === killedAfter) process.kill('SIGKILL');
  }
  await ended;
  return known;
};

const historyOf = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  // Waits until the process is killed.
  if ((await store.head()) === null) return [];
  const events: StoredEvent[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const handle = async (some: readonly StoredEvent[]): Promise<void> => void events.push(...some);
  const subscription = store.subscribe({ after: null }, { handle, reached: () => resolve() });
  await promise;
  await subscription.close();
  return events;
};

interface Batch {
  readonly batch: number;
  readonly index: number;
  readonly length: number;
}

/** Checks that positions and revisions have no gaps (I11), and that each batch is stored completely or not at all. */
const expectWhole = (events: readonly StoredEvent[]): void => {
  expect(events.map(({ position }) => Number(position))).toEqual(events.map((_, index) => index + 1));
  for (const [stream, own] of Map.groupBy(events, ({ stream: name }) => name)) {
    expect(own.map(({ revision }) => revision)).toEqual(own.map((_, index) => index));
    const places = own.map(({ data }) => data as Batch);
    for (const [place, { batch, index, length }] of places.entries()) {
      expect(places[place - index]).toEqual({ batch, index: 0, length });
      expect(places[place - index + length - 1]).toEqual({ batch, index: length - 1, length });
      expect(own[place]?.id).toBe(newEvent(`${stream}/${batch}/${index}`).id);
    }
  }
};

describe('a process that is killed while it appends', () => {
  it('leaves whole batches, including every acknowledged one (I7, I9, I11)', async () => {
    const folder = temporaryFolder();
    const known: string[] = [];
    for (const [round, killedAfter] of KILLED_AFTER.entries()) {
      const outcomes = await appendAndKill(folder.path, round, killedAfter);
      expect(outcomes.length).toBeGreaterThanOrEqual(killedAfter);
      known.push(...outcomes);
      const store = await openSqliteEventStore({ folder: folder.path, writer: 'inline', lockWaitMs: 0 });
      const events = await historyOf(store);
      await store.close();
      expectWhole(events);
      const there = new Set(events.map(({ stream, revision, id }) => `${stream} ${revision} ${id}`));
      expect(known.filter((line) => !there.has(line))).toEqual([]);
    }
    folder.remove();
  });
});
