import { NO_STREAM, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { batch, newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { describe, expect, it } from '@jest/globals';
import { EventStoreDbEventStore, type HistoryServer } from './event-store-db-event-store.js';
import { WrongRevisionError } from './failures.js';
import { StreamNames } from './stream-names.js';

const unasked = (): never => {
  throw new Error('nobody should ask for this');
};

/** A server with behaviour that the tested one does not show on demand. */
const serverThat = (answers: Partial<HistoryServer>): EventStoreDbEventStore => {
  const server: HistoryServer = {
    append: unasked,
    readStream: unasked,
    readAllBackwards: unasked,
    subscribe: unasked,
    failureOf: unasked,
    noAnswer: unasked,
    timeoutMs: 100,
    ...answers,
  };
  return new EventStoreDbEventStore(server, new StreamNames(null, ['link']));
};

const appended = () => Promise.resolve({ revision: 0, position: { commit: 7n, prepare: 7n } });

const recorded = (name: string, revision: number) => ({
  ...newEvent(name),
  stream: 'link-a',
  revision,
  position: { commit: BigInt(100 + revision), prepare: BigInt(100 + revision) },
});

describe('an append', () => {
  it('that conflicts with itself is reported as repeated', async () => {
    const store = serverThat({
      append: () => Promise.reject(new WrongRevisionError(2)),
      readStream: () => Promise.resolve([recorded('1', 0), recorded('2', 1)]),
    });
    expect(await store.append('link-a', NO_STREAM, batch('1', '2'))).toEqual({
      outcome: 'appended',
      revision: 1,
      position: '0000000000000000101-0000000000000000101',
      repeated: true,
    });
    expect(await store.append('link-a', NO_STREAM, batch('1', '3'))).toEqual({
      outcome: 'conflict',
      actualRevision: 2,
    });
  });

  it('is stored and reported as repeated if the place cannot be read', async () => {
    const store = serverThat({ append: appended, readStream: () => Promise.reject(new StoreUnavailableError('lost')) });
    expect(await store.append('link-a', NO_STREAM, batch('1'))).toMatchObject({ revision: 0, repeated: true });
  });

  it('is reported as the first if it finds its own signature', async () => {
    let written: unknown = null;
    const sent = Promise.withResolvers<void>();
    const store = serverThat({
      append: (_stream, _expected, [event]) => {
        written = event?.meta;
        sent.resolve();
        return appended();
      },
      // The look may be answered late.
      readStream: async () => {
        await sent.promise;
        return [{ ...recorded('1', 0), meta: written }];
      },
    });
    expect(await store.append('link-a', NO_STREAM, batch('1'))).toMatchObject({ repeated: false });
  });
});
