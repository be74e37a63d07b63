import { type BatchTexts, checkedBatch } from '@bookonce/adapter-storage/log/batch';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { batch } from '@bookonce/testing/contracts/tested-event-store';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { QueryConfig } from 'pg';
import { AppendQueue, type AppendRow } from './append-queue.js';
import type { Appended } from './notify-listener.js';

const texts = (name: string): BatchTexts => checkedBatch('link-a', -1, batch(name));
const turnedAway = (code: string): Error =>
  new StoreUnavailableError('not now', { cause: Object.assign(new Error('not now'), { code }) });

describe('appends that share a round trip', () => {
  /** The streams of each call. */
  let calls: (readonly string[])[];
  let announced: Appended[];
  let answer: (streams: readonly string[]) => Promise<readonly AppendRow[]>;
  let queue: AppendQueue;

  const rows = async (streams: readonly string[]): Promise<readonly AppendRow[]> =>
    streams.map((_, index) => ({
      outcome: 'appended',
      at_revision: 0,
      at_transaction: '7',
      at_position: String(index),
    }));
  const append = (stream: `${string}-${string}`, size = 1) => queue.append(stream, -1, texts('x'.repeat(size)));

  beforeEach(() => {
    calls = [];
    announced = [];
    answer = rows;
    const query = async (config: QueryConfig): Promise<readonly never[]> => {
      const [streams] = (config.values ?? []) as [readonly string[]];
      calls.push(streams);
      return (await answer(streams)) as readonly never[];
    };
    queue = new AppendQueue({ query }, 'spec', (appended) => announced.push(appended));
  });

  it('share a batch within one turn, sorted by stream', async () => {
    await Promise.all([append('link-b'), append('booking-a'), append('link-a')]);
    expect(calls).toEqual([['booking-a', 'link-a', 'link-b']]);
    expect(announced).toEqual([
      { position: '0000000000000000007-0000000000000000002', categories: new Set(['booking', 'link']) },
    ]);
  });

  it('are split into batches of limited size', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, index) => append(`link-${index}`, 500_000)));
    expect(calls.map(({ length }) => length)).toEqual([4, 1]);
    calls = [];
    await Promise.all(Array.from({ length: 450 }, (_, index) => append(`link-${index}`)));
    expect(calls.map(({ length }) => length)).toEqual([200, 200, 50]);
  });

  it.each(['40001', '40P01'])('are retried when the server asks for it (%s)', async (code) => {
    answer = (streams) => (calls.length < 3 ? Promise.reject(turnedAway(code)) : rows(streams));
    expect(await append('link-a')).toMatchObject({ outcome: 'appended' });
    expect(calls).toHaveLength(3);
  });

  it('are not retried forever, nor after an unknown outcome', async () => {
    answer = () => Promise.reject(turnedAway('40001'));
    await expect(append('link-a')).rejects.toThrow(StoreUnavailableError);
    expect(calls).toHaveLength(5);
    answer = () => Promise.reject(turnedAway('57P01'));
    await expect(append('link-a')).rejects.toThrow(StoreUnavailableError);
    expect(calls).toHaveLength(6);
    expect(announced).toEqual([]);
  });

  it('do not fail because of an error in another append', async () => {
    answer = (streams) => (streams.includes('link-bad') ? Promise.reject(new Error('bad')) : rows(streams));
    const outcomes = await Promise.allSettled([append('link-a'), append('link-bad'), append('link-c')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('reject if the server returns no outcome', async () => {
    answer = async (streams) => (await rows(streams)).slice(1);
    const outcomes = await Promise.allSettled([append('link-a'), append('link-b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
