import { newEvent } from '../contracts/tested-event-store.js';
import { writeSync } from 'node:fs';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';

/**
 * Appends batches from many writers until it is killed. Prints `<stream> <revision> <id>` for the last event of each
 * acknowledged batch and for each delivered event.
 */
const [folder = '', round = ''] = process.argv.slice(2);
const WRITERS = 16;
const LONGEST_BATCH = 4;

const store = await openSqliteEventStore({ folder });

const STANDARD_OUTPUT = 1;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes synchronously, so that everything acknowledged is printed before a kill. If the reader is slow, the write
 * fails with EAGAIN or is partial.
 */
const print = (stream: string, revision: number, id: string): void => {
  let left = Buffer.from(`${stream} ${revision} ${id}\n`);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(STANDARD_OUTPUT, left));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
};

const write = async (writer: number): Promise<never> => {
  const stream = `thing-${round}/${writer}` as const;
  let revision = -1;
  for (let batch = 0; ; batch += 1) {
    const length = 1 + ((writer + batch) % LONGEST_BATCH);
    const events = Array.from({ length }, (_, index) => ({
      ...newEvent(`${stream}/${batch}/${index}`),
      data: { batch, index, length },
    }));
    const appended = await store.append(stream, revision, events);
    if (appended.outcome === 'conflict') throw new Error(`${stream} is at ${appended.actualRevision}`);
    ({ revision } = appended);
    print(stream, revision, events.at(-1)?.id ?? '');
  }
};

store.subscribe(
  { after: await store.head() },
  {
    handle: async (events) => {
      for (const { stream, revision, id } of events) print(stream, revision, id);
    },
  },
);
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
